package org.jackfield.crm.carddav.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.crm.Match;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.junit.jupiter.api.Test;

/** What needs no server; the integration tests have a real Radicale. */
class AddressBookTest {
    private static final PhoneNumber ANN = new PhoneNumber(PhoneNumber.Kind.PUBLIC, "+442079460111", "");

    private final AddressBook book = new AddressBook(
            "carddav~main",
            TestConfig.of(Map.of("urlTemplate", "https://dav.example/{uid}")),
            new PhoneNumberMatching());

    @Test
    void cardsOfEveryVersionAreRead() {
        Card ann = Card.read(
                        "/a.vcf",
                        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u1\r\nFN:Ann Customer\r\nORG:Potomac;Sales\r\n"
                                + "TEL;TYPE=CELL:020 7946 0111\r\nTEL;TYPE=WORK,VOICE:030 901820\r\nEND:VCARD\r\n")
                .orElseThrow();
        assertEquals("u1", ann.id());
        assertEquals(Optional.of("Potomac"), ann.company());
        assertEquals(
                List.of(new Card.Phone("mobile", "020 7946 0111"), new Card.Phone("work", "030 901820")), ann.phones());

        Card uri = Card.read(
                        "/b.vcf",
                        "BEGIN:VCARD\nVERSION:4.0\nFN:Bob\nTEL;VALUE=uri;TYPE=home:tel:+44-20-7946-0222;ext=1\nEND:VCARD\n")
                .orElseThrow();
        assertEquals("/b.vcf", uri.id());
        assertEquals("home", uri.phones().get(0).label());
        assertEquals(Optional.empty(), Card.read("/c.vcf", "no card at all"));
        assertEquals(Optional.empty(), Card.read("/d.vcf", "BEGIN:VCARD\nVERSION:3.0\nTEL:1\nEND:VCARD\n"));
    }

    @Test
    void personIsFoundByAnySpellingAndSaysWhy() {
        book.put("/a.vcf", card("u 1", "Ann Customer", "020 7946 0111 (office)"));
        book.put("/b.vcf", card("u2", "Bob", "020 7946 0112"));

        Match ann = book.find(ANN).get(0);
        assertEquals("Ann Customer", ann.name());
        assertEquals("mobile +44 20 7946 0111", ann.reason());
        assertEquals(Optional.of("https://dav.example/u%201"), ann.url());
        assertEquals(1, book.find(ANN).size());
    }

    @Test
    void changedGoneAndForgottenCardsAreNotFound() {
        book.put("/a.vcf", card("u1", "Ann", "020 7946 0111"));
        book.put("/a.vcf", card("u1", "Ann", "020 7946 0112"));
        assertEquals(List.of(), book.find(ANN));
        book.put("/a.vcf", card("u1", "Ann", "020 7946 0111"));
        book.put("/b.vcf", card("u2", "Bob", "020 7946 0111"));
        book.retain(Set.of("/a.vcf"));
        assertEquals(1, book.find(ANN).size());
        assertEquals(1, book.forget(Optional.of(ANN), Optional.empty()));
        book.put("/c.vcf", card("u3", "Cleo", "020 7946 0111"));
        assertEquals(1, book.forget(Optional.empty(), Optional.of("u3")));
        assertEquals(0, book.size());
        assertTrue(book.find(ANN).isEmpty());
    }

    private static Card card(String id, String name, String phone) {
        return new Card(id, name, Optional.empty(), List.of(new Card.Phone("mobile", phone)));
    }
}
