/** What operators watch: whether the service is ready, and its figures. Nobody imports it. */
package io.egress.operations;
