/** Who may come in, and as whom. */
package io.egress.access;
