package io.egress.variable;

import io.egress.security.Secret;

/** A team variable with its value, whatever its type is. */
public record TeamVariable(String team, String name, boolean secret, Secret value) {}
