package org.jackfield.contacts.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jackfield.api.crm.ContactFeed;
import org.jackfield.api.crm.ContactPage;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.StoredContact;
import org.jackfield.api.crm.StoredContact.PhoneField;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.Strength;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IndexedConnectorTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final PhoneNumber ANN = new PhoneNumber(PhoneNumber.Kind.PUBLIC, "+447700900123", "07700 900123");

    private final ConcurrentLinkedDeque<String> asked = new ConcurrentLinkedDeque<>();
    private final AtomicReference<CompletionStage<ContactPage>> first = new AtomicReference<>();
    private final AtomicReference<CompletionStage<ContactPage>> second = new AtomicReference<>();
    private IndexedConnector index;

    @AfterEach
    void stop() {
        index.close();
    }

    @Test
    void indexAnswersAsSoonAsAllPagesAreReadAndSaysWhy() {
        first.set(page("1", true, contact("1", "Ann", "07700 900123"), contact("2", "Bob", "01 77009 00123")));
        second.set(page("2", false, contact("3", "Cleo", "+1 770 090 0123"), contact("4", "Dan", "7700900123")));
        open();
        Await.until(SOON, () -> asked.toString(), () -> index.find(ANN).isPresent());

        Answer answer = index.find(ANN).orElseThrow();

        assertEquals(
                List.of("Ann", "Dan", "Bob"),
                answer.matches().stream().map(Match::name).toList());
        assertEquals(Strength.STRONG, answer.matches().get(0).strength());
        assertEquals(Strength.WEAK, answer.matches().get(2).strength());
        assertEquals("mobile +44 7700 900123", answer.matches().get(0).reason());
        assertTrue(answer.note().startsWith("That is from its index of 4 contacts, "), answer.note());
        assertTrue(answer.note().contains("Contact 3, whose mobile +1 770-090-0123 is "), answer.note());
        assertEquals(List.of("", "1"), List.copyOf(asked));
        assertEquals(4L, index.counters().get("indexed"));
    }

    @Test
    void nothingIsAnsweredFromHalfAnIndex() {
        first.set(page("1", true, contact("1", "Ann", "07700 900123")));
        second.set(new CompletableFuture<>());
        open();
        Await.until(SOON, () -> asked.toString(), () -> asked.size() == 2);

        assertEquals(Optional.empty(), index.find(ANN));
        assertEquals(Map.of("indexed", 0L), index.counters());
    }

    @Test
    void pageThatFailsIsAskedForAgainAndAForgottenCursorBeginsAnew() {
        first.set(page("1", true, contact("1", "Ann", "07700 900123")));
        second.set(CompletableFuture.failedStage(new IllegalStateException("the CRM is down for maintenance")));
        open();
        Await.until(SOON, () -> asked.toString(), () -> asked.size() == 3);
        assertEquals(List.of("", "1", "1"), List.copyOf(asked).subList(0, 3));
        assertEquals(
                "The index of crm~emea is not brought up to date: the CRM is down for maintenance",
                index.problem().orElseThrow());

        second.set(CompletableFuture.failedStage(new IllegalArgumentException("the sync token is too old")));
        Await.until(SOON, () -> asked.toString(), () -> Collections.frequency(asked, "") > 1);
        second.set(page("2", false));
        Await.until(SOON, () -> asked.toString(), () -> index.find(ANN).isPresent());
        assertEquals(Optional.empty(), index.problem());
    }

    private void open() {
        ContactFeed feed = new ContactFeed() {
            @Override
            public String region() {
                return "GB";
            }

            @Override
            public CompletionStage<ContactPage> page(String cursor) {
                asked.add(cursor);
                return cursor.isEmpty() ? first.get() : second.get();
            }
        };
        index = new IndexedConnector(
                "crm~emea", feed, new PhoneNumberMatching(), Settings.of("*", 0), System::nanoTime);
    }

    private static CompletionStage<ContactPage> page(String cursor, boolean more, StoredContact... contacts) {
        return CompletableFuture.completedStage(new ContactPage(List.of(contacts), List.of(), cursor, more));
    }

    private static StoredContact contact(String id, String name, String phone) {
        return new StoredContact(
                "Contact", id, name, Optional.empty(), Optional.empty(), List.of(new PhoneField("mobile", phone)));
    }
}
