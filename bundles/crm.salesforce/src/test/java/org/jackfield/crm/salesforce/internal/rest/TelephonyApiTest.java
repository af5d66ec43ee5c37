package org.jackfield.crm.salesforce.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelephonyApiTest {
    @ParameterizedTest
    @CsvSource({
        "https://acme.my.salesforce.com, https://acme.my.salesforce-scrt.com",
        "https://acme--box.sandbox.my.salesforce.com, https://acme--box.sandbox.my.salesforce-scrt.com",
        "http://127.0.0.1:8282, http://127.0.0.1:8282"
    })
    void anOrgsTelephonyIsBesideIt(URI instance, URI telephony) {
        assertEquals(telephony, TelephonyApi.server(instance));
    }
}
