package org.jackfield.contacts.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jackfield.api.crm.ContactFeed;
import org.jackfield.api.crm.ContactPage;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.StoredContact;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.jackfield.api.number.Strength;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectedContactsTest {
    private static final String ANN = "+12025550101";
    private static final Duration PATIENT = Duration.ofSeconds(10);
    /** For those who answer at once on a busy machine, and not for those who never do. */
    private static final Duration PATIENT_ENOUGH = Duration.ofMillis(1_000);

    private final AtomicLong clock = new AtomicLong();
    private final ConnectedContacts contacts =
            new ConnectedContacts(new Plan(), new PhoneNumberMatching(), Settings.of("", 20_000), clock::get);
    private final CompletableFuture<List<Match>> never = new CompletableFuture<>();

    @AfterEach
    void stop() {
        contacts.close();
    }

    @Test
    void callerIsFoundAndEveryStepIsExplained() {
        connect("directory~contacts", number -> found(match("directory~contacts", "1", "Ann Customer")));

        Lookup lookup = lookup(ANN);

        assertEquals(CrmState.OK, lookup.crm());
        assertEquals(List.of("Ann Customer"), names(lookup));
        assertEquals(
                List.of(
                        "'+12025550101' was read as +12025550101 by the number plan of asterisk~main.",
                        "directory~contacts found Ann Customer of Potomac Optics (mobile +1 202-555-0101)."),
                lookup.explanation());
    }

    @Test
    void bestMatchesOfEveryConnectorComeBeforeTheirSecondBest() {
        connect(
                "b~crm",
                number -> found(match("b~crm", "1", "B1"), match("b~crm", "2", "B2"), match("b~crm", "1", "B1")));
        connect("a~crm", number -> found(match("a~crm", "1", "A1"), match("a~crm", "2", "A2")));

        assertEquals(List.of("A1", "B1", "A2", "B2"), names(lookup(ANN)));
    }

    @Test
    void surestMatchComesFirstWhoeverGivesIt() {
        connect("a~crm", number -> found(match("a~crm", "1", "Same ending", Strength.WEAK)));
        connect("b~crm", number -> found(match("b~crm", "2", "Ann Customer")));

        assertEquals(List.of("Ann Customer", "Same ending"), names(lookup(ANN)));
    }

    @Test
    void numbersThatAreNobodysBusinessReachNoConnector() {
        AtomicInteger asked = new AtomicInteger();
        connect("directory~contacts", number -> {
            asked.incrementAndGet();
            return found();
        });

        assertEquals("The caller withholds the number, so nobody was asked.", onlySentence(""));
        assertEquals("1001 is an extension of ours, so nobody was asked.", onlySentence("1001"));
        assertEquals("+442079460100 is one of our own numbers, so nobody was asked.", onlySentence("+442079460100"));
        assertEquals("112 is a service number, so nobody was asked.", onlySentence("112"));
        assertEquals(
                "'ann@example.org' is not a telephone number, so nobody was asked.", onlySentence("ann@example.org"));
        assertEquals(0, asked.get());
    }

    @Test
    void nobodyKnowsTheNumber() {
        connect("directory~contacts", number -> found());

        Lookup lookup = lookup(ANN);

        assertEquals(CrmState.NONE, lookup.crm());
        assertEquals(
                "directory~contacts knows nobody with this number.",
                lookup.explanation().get(1));
    }

    @Test
    void withoutConnectorsTheAnswerSaysSo() {
        Lookup lookup = lookup(ANN);

        assertEquals(CrmState.NONE, lookup.crm());
        assertEquals(
                "No CRM or directory is connected for main.",
                lookup.explanation().get(1));
    }

    @Test
    void anotherCompanysConnectorIsNotAsked() {
        contacts.addConnector(new Connector("crm~other", "other", number -> found(match("crm~other", "1", "Secret"))));

        assertEquals(List.of(), names(lookup(ANN)));
        assertEquals(List.of(), List.copyOf(contacts.connectors("main")));
        assertEquals(1, contacts.connectors("other").size());
    }

    @Test
    void slowConnectorCostsTheDeadlineAndNoMore() {
        connect("slow~crm", number -> never);
        connect("directory~contacts", number -> found(match("directory~contacts", "1", "Ann Customer")));

        Lookup lookup = lookup(ANN, PATIENT_ENOUGH);

        assertEquals(CrmState.OK, lookup.crm());
        assertEquals(List.of("Ann Customer"), names(lookup));
        assertEquals(
                "slow~crm did not answer within 1000 ms.", lookup.explanation().get(2));
        assertTrue(lookup.late());
        assertFalse(lookup("1001").late());
    }

    @Test
    void crmIsUnavailableOnlyIfNobodyAnswered() {
        connect("slow~crm", number -> never);
        connect("broken~crm", number -> CompletableFuture.failedStage(new IllegalStateException("the token expired.")));
        Lookup nobody = lookup(ANN, PATIENT_ENOUGH);
        assertEquals(CrmState.UNAVAILABLE, nobody.crm());
        assertEquals(
                "broken~crm could not answer: the token expired.",
                nobody.explanation().get(1));

        connect("directory~contacts", number -> found());
        assertEquals(CrmState.NONE, lookup(ANN, PATIENT_ENOUGH).crm());
    }

    @Test
    void connectorThatBreaksItsContractHurtsOnlyItself() {
        CountDownLatch stuck = new CountDownLatch(1);
        connect("blocking~crm", number -> {
            awaitQuietly(stuck);
            return found();
        });
        connect("throwing~crm", number -> {
            throw new IllegalArgumentException("boom");
        });
        connect("null~crm", number -> null);
        connect("nulls~crm", number -> CompletableFuture.completedStage(null));
        connect("directory~contacts", number -> found(match("directory~contacts", "1", "Ann Customer")));

        Lookup lookup = lookup(ANN, PATIENT_ENOUGH);

        assertEquals(List.of("Ann Customer"), names(lookup));
        assertTrue(
                lookup.explanation().contains("blocking~crm did not answer within 1000 ms."),
                lookup.explanation()::toString);
        assertTrue(
                lookup.explanation().contains("throwing~crm could not answer: boom."), lookup.explanation()::toString);
        for (String none : List.of("null~crm", "nulls~crm")) {
            assertTrue(
                    lookup.explanation().contains(none + " could not answer: gave an answer that is none."),
                    lookup.explanation()::toString);
        }
        stuck.countDown();
    }

    @Test
    void manyWhoAskForOneNumberAtOnceAreOneQuestionToTheCrm() {
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<List<Match>> answer = new CompletableFuture<>();
        connect("salesforce~emea", number -> {
            asked.incrementAndGet();
            return answer;
        });

        List<CompletableFuture<Lookup>> all =
                IntStream.range(0, 50).mapToObj(i -> start(ANN, PATIENT)).toList();
        until("the CRM is asked", () -> asked.get() == 1);
        answer.complete(List.of(match("salesforce~emea", "003", "Ann Customer")));

        all.forEach(lookup -> assertEquals(List.of("Ann Customer"), names(lookup.join())));
        assertEquals(1, asked.get());
        assertEquals(List.of("Ann Customer"), names(lookup(ANN)));
        assertEquals(2, asked.get(), "what was answered is not kept: the record may have changed");
    }

    @Test
    void nobodyIsBelievedForAMomentOnly() {
        AtomicInteger asked = new AtomicInteger();
        connect("salesforce~emea", number -> {
            asked.incrementAndGet();
            return found();
        });

        lookup(ANN);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(19));
        assertEquals("It said so 19 s ago.", lookup(ANN).explanation().get(2));
        assertEquals(1, asked.get());
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        lookup(ANN);
        assertEquals(2, asked.get());
    }

    @Test
    void indexedCrmIsNotAskedAtACall() {
        AtomicInteger asked = new AtomicInteger();
        try (ConnectedContacts indexing = new ConnectedContacts(
                new Plan(), new PhoneNumberMatching(), Settings.of("a~crm, b~crm", 0), clock::get)) {
            indexing.addConnector(new WithFeed(asked));
            until(
                    "the index is filled",
                    () -> indexing.health().get(0).counters().get("indexed").equals(1L));

            Lookup lookup = indexing.lookup("main", "", ANN, PATIENT)
                    .toCompletableFuture()
                    .join();

            assertEquals(List.of("Ann Customer"), names(lookup));
            assertEquals(
                    "That is from its index of 1 contacts, 0 s old.",
                    lookup.explanation().get(2));
            assertEquals(0, asked.get());
        }
    }

    /** Has one contact, and counts the questions that the index should have answered. */
    private record WithFeed(AtomicInteger asked) implements CrmConnector {
        @Override
        public String name() {
            return "b~crm";
        }

        @Override
        public String tenant() {
            return "main";
        }

        @Override
        public CompletionStage<List<Match>> lookup(PhoneNumber number) {
            asked.incrementAndGet();
            return found();
        }

        @Override
        public Optional<ContactFeed> feed() {
            StoredContact ann = new StoredContact(
                    "Contact",
                    "1",
                    "Ann Customer",
                    Optional.empty(),
                    Optional.empty(),
                    List.of(new StoredContact.PhoneField("phone", "(202) 555-0101")));
            return Optional.of(new ContactFeed() {
                @Override
                public String region() {
                    return "US";
                }

                @Override
                public CompletionStage<ContactPage> page(String cursor) {
                    return CompletableFuture.completedStage(new ContactPage(List.of(ann), List.of(), "1", false));
                }
            });
        }

        @Override
        public Status status() {
            return new Status(name(), tenant(), Status.State.UP, "", Instant.EPOCH, Map.of());
        }
    }

    @Test
    void questionThatGotLostIsAskedAnewAfterAWhile() {
        AtomicInteger asked = new AtomicInteger();
        connect("salesforce~emea", number -> {
            asked.incrementAndGet();
            return never;
        });

        lookup(ANN, Duration.ofMillis(10));
        lookup(ANN, Duration.ofMillis(10));
        until("the CRM is asked", () -> asked.get() == 1);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(31));
        lookup(ANN, Duration.ofMillis(10));
        until("it is asked anew", () -> asked.get() == 2);
    }

    @Test
    void connectorThatIsRemovedWhileAskedIsNotWaitedFor() {
        CountDownLatch asked = new CountDownLatch(1);
        Connector leaving = new Connector("salesforce~emea", "main", number -> {
            asked.countDown();
            return never;
        });
        contacts.addConnector(leaving);
        CompletableFuture<Lookup> lookup = start(ANN, PATIENT);
        awaitQuietly(asked);
        contacts.removeConnector(leaving);

        assertEquals(
                "salesforce~emea could not answer: was removed.",
                lookup.join().explanation().get(1));
    }

    @Test
    void healthShowsEveryConnectorWithItsReason() {
        connect("directory~contacts", number -> found());
        lookup(ANN);

        Status status = contacts.health().get(0);
        assertEquals("connector directory~contacts", status.name());
        assertEquals(Status.State.DEGRADED, status.state());
        assertEquals("contacts.csv line 3: id or name is empty; fill in both", status.reason());
        assertEquals(1, status.counters().get("asked"));
        assertEquals(200, status.counters().get("contacts"));
    }

    private void connect(String name, Function<PhoneNumber, CompletionStage<List<Match>>> lookup) {
        contacts.addConnector(new Connector(name, "main", lookup));
    }

    private Lookup lookup(String number) {
        return lookup(number, PATIENT);
    }

    private Lookup lookup(String number, Duration deadline) {
        return start(number, deadline).join();
    }

    private CompletableFuture<Lookup> start(String number, Duration deadline) {
        return contacts.lookup("main", "asterisk~main", number, deadline).toCompletableFuture();
    }

    private String onlySentence(String number) {
        Lookup lookup = lookup(number);
        assertEquals(CrmState.NONE, lookup.crm());
        assertEquals(1, lookup.explanation().size());
        return lookup.explanation().get(0);
    }

    private static List<String> names(Lookup lookup) {
        return lookup.matches().stream().map(Match::name).toList();
    }

    private static CompletionStage<List<Match>> found(Match... matches) {
        return CompletableFuture.completedStage(List.of(matches));
    }

    private static Match match(String connector, String id, String name) {
        return match(connector, id, name, Strength.STRONG);
    }

    private static Match match(String connector, String id, String name, Strength strength) {
        return new Match(
                connector,
                "Contact",
                id,
                name,
                Optional.of("Potomac Optics"),
                Optional.empty(),
                "mobile +1 202-555-0101",
                strength,
                List.of());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Not within 10 s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private record Connector(String name, String tenant, Function<PhoneNumber, CompletionStage<List<Match>>> answer)
            implements CrmConnector {
        @Override
        public CompletionStage<List<Match>> lookup(PhoneNumber number) {
            return answer.apply(number);
        }

        @Override
        public Status status() {
            return new Status(
                    name,
                    tenant,
                    Status.State.DEGRADED,
                    "contacts.csv line 3: id or name is empty; fill in both",
                    Instant.EPOCH,
                    Map.of("contacts", 200L));
        }
    }

    /** Knows the few numbers these tests use. */
    private static final class Plan implements NumberPlan {
        @Override
        public PhoneNumber read(String link, String written) {
            return switch (written) {
                case "" -> new PhoneNumber(Kind.WITHHELD, "", "");
                case "1001" -> new PhoneNumber(Kind.INTERNAL, "1001", written);
                case "112" -> new PhoneNumber(Kind.SHORT, "112", written);
                case "+442079460100" -> new PhoneNumber(Kind.OWN, written, written);
                case ANN -> new PhoneNumber(Kind.PUBLIC, ANN, written);
                default -> new PhoneNumber(Kind.INVALID, "", written);
            };
        }

        @Override
        public String dialString(String link, String written) {
            throw new IllegalArgumentException("'" + written + "' is not dialled here");
        }
    }
}
