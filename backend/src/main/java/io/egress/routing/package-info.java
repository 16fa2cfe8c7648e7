/**
 * Which trunks a call takes, and as what: the rules that Kamailio follows, as a pure function. The goldens of the Redis
 * contract hold both to the same answers.
 */
package io.egress.routing;
