package org.jackfield.crm.salesforce.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoqlTest {
    @Test
    void aValueCannotEndTheQuotesItStandsIn() {
        assertEquals("('zoe\\' OR Name!=\\'','a\\\\\\'b')", Soql.in(List.of("zoe' OR Name!='", "a\\'b")));
    }
}
