package org.jackfield.api;

/** A client company on this installation. Every record, row, token and configuration instance names its tenant. */
public final class Tenant {
    /** The tenant of an installation that serves one company. */
    public static final String MAIN = "main";

    private Tenant() {}
}
