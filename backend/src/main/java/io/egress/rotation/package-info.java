/** Brings what is encrypted at rest under the first key, while everything else goes on. */
package io.egress.rotation;
