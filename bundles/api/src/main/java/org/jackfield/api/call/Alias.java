package org.jackfield.api.call;

/**
 * A name the PBX gave to this call or a part of it; any of them finds the call.
 *
 * @param kind for example {@code asterisk.uniqueid}
 */
public record Alias(String kind, String value) {}
