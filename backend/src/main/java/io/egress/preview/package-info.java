/** What a carrier will get, told before anything is saved. */
package io.egress.preview;
