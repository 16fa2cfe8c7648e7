/**
 * What makes the contract that clients are generated from complete where each resource's annotations would only repeat each
 * other: the answers that follow from an operation's shape, examples, what parameters mean, names. Works while the service
 * is built; the features know nothing of it.
 */
package io.egress.openapi;
