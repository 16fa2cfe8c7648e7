/** Tells whoever listens what changes: read anew from rows and reports, so that nothing depends on a message. */
package io.egress.events;
