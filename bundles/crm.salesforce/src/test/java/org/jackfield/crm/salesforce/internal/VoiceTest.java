package org.jackfield.crm.salesforce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.health.Status.State;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VoiceTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestOrg org = new TestOrg();

    @AfterEach
    void close() {
        org.close();
    }

    private SalesforceConnector connect() {
        Map<String, Object> settings = new HashMap<>(Map.of("clientSecret", "", "username", TestOrg.INTEGRATION_USER));
        settings.put("privateKey", TestOrg.privateKey());
        settings.put("callCenter", "Desk");
        return org.connect(settings);
    }

    private void tell(CallEventType event, Call call) {
        org.events.append("main", new CallFact(event, call.link(), 1, call, Optional.empty(), false));
    }

    private void awaitCalls(int count) {
        Await.until(
                SOON,
                () -> "calls: " + org.all("VoiceCall"),
                () -> org.all("VoiceCall").size() == count);
    }

    @Test
    void aCallIsToldOnceWhileItIsUpAndItsEndAfterwards() {
        Call call = TestCalls.answered("01CALL").call();
        try (SalesforceConnector crm = connect()) {
            tell(CallEventType.QUEUED, call);
            tell(CallEventType.DELIVERED, call);
            tell(CallEventType.ESTABLISHED, call);
            awaitCalls(1);
            Map<String, Object> told = org.all("VoiceCall").get(0);
            assertEquals("01CALL", told.get("VendorCallKey"));
            assertEquals("Inbound", told.get("CallType"));
            assertEquals(TestCalls.NUMBER, told.get("FromPhoneNumber"));
            assertNull(told.get("CallEndDateTime"));
            tell(CallEventType.CALL_CLEARED, call);
            Await.until(SOON, () -> "the end", () -> org.all("VoiceCall").get(0).get("CallEndDateTime") != null);
            assertEquals(1L, crm.status().counters().get("voiceCalls"));
        }
        assertEquals(0, org.events.readers());
    }

    @Test
    void withheldNumbersAndOtherTenantsCallsAreNotTold() {
        try (SalesforceConnector crm = connect()) {
            tell(CallEventType.DELIVERED, TestCalls.abandoned("withheld").call());
            Call other = TestCalls.answered("other").call();
            org.events.append(
                    "other", new CallFact(CallEventType.DELIVERED, other.link(), 1, other, Optional.empty(), false));
            tell(CallEventType.DELIVERED, TestCalls.answered("told").call());
            awaitCalls(1);
            assertEquals("told", org.all("VoiceCall").get(0).get("VendorCallKey"));
            LookupTest.awaitUp(crm);
        }
    }

    @Test
    void withoutACallCenterNobodyListens() {
        try (SalesforceConnector crm = org.connect()) {
            assertEquals(0, org.events.readers());
            assertEquals(List.of(), org.all("VoiceCall"), crm.name());
        }
    }

    @Test
    void aSecretIsNotEnough() {
        try (SalesforceConnector crm = org.connect(Map.of("callCenter", "Desk"))) {
            assertEquals(State.DOWN, crm.status().state());
            assertTrue(
                    crm.status().reason().contains("needs a private key"),
                    crm.status().reason());
        }
    }
}
