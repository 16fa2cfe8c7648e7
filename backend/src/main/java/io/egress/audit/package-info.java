/** Who changed what, when, from where, and how: one entry for each change, in its transaction. */
package io.egress.audit;
