package org.jackfield.testkit.crm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every CRM connector does. A connector's test extends it and brings a CRM with one known person in it. */
@Timeout(120)
public abstract class CrmConnectorContract {
    protected static final Duration SOON = Duration.ofSeconds(20);

    /** A connector to a CRM that is there, which must be {@link AutoCloseable}; each time a new one. */
    protected abstract CrmConnector connector() throws Exception;

    /** A connector to a CRM that is not there or cannot be read. */
    protected abstract CrmConnector absent() throws Exception;

    /** A public number (E.164) that exactly one record has. */
    protected abstract String known();

    /** The name on that record. */
    protected abstract String knownName();

    /** A public number that no record has. */
    protected abstract String unknown();

    /** How the names of the connector's threads begin; of its own alone, if the CRM runs in the same process. */
    protected String threads() {
        return "jackfield-crm";
    }

    @Test
    void theConnectorNamesItself() throws Exception {
        with(connector(), crm -> {
            assertTrue(crm.name().matches("[a-z0-9.-]+~[^~]+"), crm.name() + " is type~instance");
            assertFalse(crm.tenant().isBlank());
        });
    }

    @Test
    void aCrmThatIsThereIsUpWithoutAReason() throws Exception {
        with(connector(), crm -> {
            Await.until(SOON, () -> crm.status().toString(), () -> crm.status().state() == Status.State.UP);
            assertEquals("", crm.status().reason());
        });
    }

    @Test
    void aKnownNumberGivesItsRecordAndSaysWhy() throws Exception {
        with(connector(), crm -> {
            Await.until(SOON, () -> crm.status().toString(), () -> crm.status().state() == Status.State.UP);
            List<Match> matches = lookup(crm, known());
            assertEquals(List.of(knownName()), matches.stream().map(Match::name).toList());
            Match match = matches.get(0);
            assertEquals(crm.name(), match.connector());
            assertFalse(match.id().isBlank());
            assertFalse(match.type().isBlank());
            assertFalse(match.reason().isBlank(), "why it matched");
        });
    }

    @Test
    void anUnknownNumberGivesNobody() throws Exception {
        with(connector(), crm -> {
            Await.until(SOON, () -> crm.status().toString(), () -> crm.status().state() == Status.State.UP);
            assertEquals(List.of(), lookup(crm, unknown()));
        });
    }

    @Test
    void aCrmThatIsNotThereIsSaidInOneSentenceAndFailsNobody() throws Exception {
        with(absent(), crm -> {
            Await.until(SOON, () -> crm.status().toString(), () -> {
                crm.lookup(number(known())).exceptionally(e -> List.of()); // some find out when they are asked
                return crm.status().state() == Status.State.DOWN || crm.status().state() == Status.State.DEGRADED;
            });
            sentence(crm.status().reason());
            try {
                assertEquals(List.of(), lookup(crm, known()));
            } catch (ExecutionException refused) {
                sentence(refused.getCause().getMessage());
            }
        });
    }

    @Test
    void whoDoesNotLogSaysSo() throws Exception {
        with(connector(), crm -> {
            if (!crm.logs()) {
                Throwable why = assertThrows(ExecutionException.class, () -> crm.log(List.<Activity>of())
                                .toCompletableFuture()
                                .get(SOON.toMillis(), TimeUnit.MILLISECONDS))
                        .getCause();
                assertTrue(why instanceof UnsupportedOperationException, why.toString());
                sentence(why.getMessage());
            }
        });
    }

    @Test
    void noThreadIsLeftAfterClose() throws Exception {
        Set<Thread> before = ours();
        with(connector(), crm -> lookup(crm, known()));
        Await.until(
                SOON, () -> "threads left: " + left(before), () -> left(before).isEmpty());
    }

    private interface Check {
        void on(CrmConnector crm) throws Exception;
    }

    private static void with(CrmConnector crm, Check check) throws Exception {
        try (AutoCloseable closed = (AutoCloseable) crm) {
            check.on(crm);
        }
    }

    private static List<Match> lookup(CrmConnector crm, String number) throws Exception {
        return crm.lookup(number(number)).toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static PhoneNumber number(String e164) {
        return new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164);
    }

    private static void sentence(String text) {
        assertNotNull(text);
        assertTrue(text.strip().length() > 10 && !text.contains("\n") && !text.contains("Exception"), text);
    }

    private Set<Thread> left(Set<Thread> before) {
        Set<Thread> left = ours();
        left.removeAll(before);
        return left;
    }

    private Set<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith(threads()))
                .collect(Collectors.toSet());
    }
}
