/** What one request is called, in its answer, logs, audit and traces. */
package io.egress.trace;
