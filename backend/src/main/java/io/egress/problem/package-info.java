/** What a caller did wrong or met, as RFC 9457 tells it. Every room may throw; one mapper answers. */
package io.egress.problem;
