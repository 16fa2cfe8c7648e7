/** Renders what admins want and brings it into Redis. Reads the features; nobody imports it. */
package io.egress.snapshot;
