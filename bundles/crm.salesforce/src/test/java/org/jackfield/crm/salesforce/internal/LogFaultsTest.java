package org.jackfield.crm.salesforce.internal;

import static org.jackfield.crm.salesforce.internal.TestCalls.answered;
import static org.jackfield.crm.salesforce.internal.TestCalls.noted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.health.Status.State;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong with a write, the same list is given again later, and there is one Task a call then. */
@Timeout(60)
class LogFaultsTest {
    private final TestOrg org = new TestOrg();
    private SalesforceConnector crm;

    @BeforeEach
    void connect() throws Exception {
        crm = org.connect(Map.of("writeTimeoutMs", 1_000));
        Await.until(
                Duration.ofSeconds(20),
                () -> crm.status().toString(),
                () -> crm.status().state() == State.UP);
        log(answered("before"));
    }

    @AfterEach
    void close() {
        crm.close();
        org.close();
    }

    private List<LogResult> log(Activity... activities) throws Exception {
        return crm.log(List.of(activities)).toCompletableFuture().get(40, TimeUnit.SECONDS);
    }

    private long tasks(String key) {
        return org.all("Task").stream()
                .filter(task -> key.equals(task.get("CtiCallId__c")))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0, REQUEST_LIMIT_EXCEEDED",
        "busy, 0, TOO_MANY_REQUESTS",
        "break, 0, UNKNOWN_EXCEPTION",
        "html, 0, status 503",
        "hang, 0, did not answer within",
        "reset, 0, ended the connection",
        "commit, 1, did not answer within"
    })
    void callsThatWereNotTakenWaitAndAreThereOnceAfterTheSecondTry(String fault, long written, String told)
            throws Exception {
        org.order("fault=" + fault + "&path=/composite&times=1");
        for (LogResult result : log(answered("one"), answered("two"))) {
            LogResult.Later later = assertInstanceOf(LogResult.Later.class, result);
            assertTrue(later.reason().contains(told), later.reason());
            assertFalse(later.reason().contains("5550142"), later.reason());
        }
        assertEquals(written, tasks("one"));
        for (LogResult result : log(answered("one"), answered("two"))) {
            assertInstanceOf(LogResult.Written.class, result);
        }
        assertEquals(1, tasks("one"));
        assertEquals(1, tasks("two"));
    }

    @Test
    void whoIsBusySaysWhenToComeAgain() throws Exception {
        org.order("fault=busy&path=/composite&times=1");
        LogResult.Later later =
                assertInstanceOf(LogResult.Later.class, log(answered("one")).get(0));
        assertEquals(Duration.ofSeconds(1), later.after().orElseThrow());
    }

    @Test
    void aSessionThatEndsInFlightIsRenewedAndNobodyNotices() throws Exception {
        org.order("fault=expire&path=/composite&times=1");
        assertInstanceOf(LogResult.Written.class, log(answered("one")).get(0));
        assertEquals(1, tasks("one"));
    }

    @Test
    void aTaskThatSomebodyElseJustWroteIsChangedToWhatIsKnownNow() throws Exception {
        org.order("fault=race&path=/composite&times=1");
        assertInstanceOf(
                LogResult.Written.class, log(noted("one", "The last word")).get(0));
        assertEquals(1, tasks("one"));
        assertEquals(
                "The last word",
                org.all("Task").stream()
                        .filter(task -> "one".equals(task.get("CtiCallId__c")))
                        .findFirst()
                        .orElseThrow()
                        .get("Description"));
    }
}
