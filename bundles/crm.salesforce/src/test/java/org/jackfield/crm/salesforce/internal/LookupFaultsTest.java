package org.jackfield.crm.salesforce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jackfield.api.health.Status.State;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LookupFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NUMBER = "+12025550142";

    private final TestOrg org = new TestOrg();
    private SalesforceConnector crm;

    @BeforeEach
    void connect() throws Exception {
        org.add("Contact", Map.of("LastName", "Lee", "Phone", NUMBER));
        crm = org.connect(Map.of("lookupTimeoutMs", 1_000));
        awaitUp();
        assertEquals(1, LookupTest.lookup(crm, NUMBER).size());
    }

    @AfterEach
    void close() {
        crm.close();
        org.close();
    }

    private void awaitUp() {
        Await.until(SOON, () -> crm.status().toString(), () -> crm.status().state() == State.UP);
    }

    private String refusal() {
        ExecutionException refused = assertThrows(ExecutionException.class, () -> LookupTest.lookup(crm, NUMBER));
        return refused.getCause().getMessage();
    }

    @Test
    void aSessionThatEndsInFlightIsRenewedAndNobodyNotices() throws Exception {
        org.order("fault=expire&path=/search");
        assertEquals(1, LookupTest.lookup(crm, NUMBER).size());
        assertEquals(State.UP, crm.status().state());
    }

    @ParameterizedTest
    @CsvSource({
        "limit, REQUEST_LIMIT_EXCEEDED",
        "busy, TOO_MANY_REQUESTS",
        "break, UNKNOWN_EXCEPTION",
        "html, status 503",
        "hang, did not answer within",
        "reset, ended the connection",
        "commit, did not answer within"
    })
    void aLookupThatFailsSaysWhyInOneSentenceAndTheNextOneWorks(String fault, String told) throws Exception {
        org.order("fault=" + fault + "&path=/search&times=2"); // Java asks again by itself when a connection ends
        String sentence = refusal();
        org.forgetOrders();
        assertTrue(sentence.contains(told), sentence);
        assertFalse(sentence.contains("5550142"), "the number is in " + sentence);
        assertEquals(1, LookupTest.lookup(crm, NUMBER).size());
        awaitUp();
    }

    @Test
    void casesThatCannotBeReadDoNotHideThePerson() throws Exception {
        org.order("fault=break&path=/query&times=1");
        assertEquals(1, LookupTest.lookup(crm, NUMBER).size());
    }

    @Test
    void theLastCallsOfTheDayAreKeptForLogging() throws Exception {
        try (TestOrg small = new TestOrg(OrgSettings.PREPARED, PhoneIndex.DIGITS, 40);
                SalesforceConnector there = small.connect()) {
            Await.until(
                    SOON, () -> there.status().toString(), () -> there.status().state() == State.UP);
            for (int used = 0; there.status().counters().get("apiUsed") < 33; used++) {
                LookupTest.lookup(there, NUMBER);
            }
            assertEquals(State.DEGRADED, there.status().state());
            assertTrue(there.status().reason().contains("80 %"), there.status().reason());
            while (there.status().counters().get("apiUsed") < 38) {
                LookupTest.lookup(there, NUMBER);
            }
            long before = there.status().counters().get("apiCalls");
            ExecutionException spared = assertThrows(ExecutionException.class, () -> LookupTest.lookup(there, NUMBER));
            assertTrue(
                    spared.getCause().getMessage().contains("38 of 40"),
                    spared.getCause().getMessage());
            assertEquals(before, there.status().counters().get("apiCalls"));
        }
    }
}
