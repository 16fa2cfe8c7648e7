/** All cryptography of the service: passwords at rest, credentials on the way to the proxies. */
package io.egress.security;
