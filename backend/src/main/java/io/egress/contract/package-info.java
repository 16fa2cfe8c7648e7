/** The names of the Redis contract (kamailio/contract/README.md). */
package io.egress.contract;
