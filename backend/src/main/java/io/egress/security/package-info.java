/** All cryptography of the service: secrets at rest, credentials on the way to the proxies, certificates. */
package io.egress.security;
