package io.egress.web;

/**
 * A part of an object.
 *
 * @param revision of the whole object, hence the part's ETag
 */
public record Tagged<T>(T part, long revision) {}
