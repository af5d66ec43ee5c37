package org.jackfield.crm.salesforce.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedHostsTest {
    private final TrustedHosts hosts =
            new TrustedHosts(URI.create("https://login.salesforce.com"), List.of("crm.example:8443"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.my.salesforce.com",
                "https://acme--box.sandbox.my.salesforce.com",
                "https://login.salesforce.com",
                "https://crm.example:8443"
            })
    void anOrgIsTrustedWhereItBelongs(String named) {
        assertEquals(URI.create(named), hosts.checked(named));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.my.salesforce.com.evil.example",
                "https://my.salesforce.com",
                "https://evil.example",
                "https://crm.example",
                "http://acme.my.salesforce.com",
                "https://acme.my.salesforce.com:8443",
                "https://user@acme.my.salesforce.com",
                "https://evil.example/.my.salesforce.com",
                "https://evil.example#.my.salesforce.com",
                "http://127.0.0.1:8282",
                "http://169.254.169.254",
                "file:///etc/passwd",
                "acme.my.salesforce.com",
                ""
            })
    void noTokenIsSentAnywhereElse(String named) {
        assertThrows(IllegalArgumentException.class, () -> hosts.checked(named));
    }
}
