/** The one revision: every change advances it in its own transaction and says which rows it concerns. */
package io.egress.revision;
