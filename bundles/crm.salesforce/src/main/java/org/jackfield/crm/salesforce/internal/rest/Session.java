package org.jackfield.crm.salesforce.internal.rest;

import java.net.URI;

/**
 * Being logged in. Never tells its token.
 *
 * @param instance the org's own server
 */
record Session(String token, URI instance, String orgId) {
    @Override
    public String toString() {
        return "session at " + instance;
    }
}
