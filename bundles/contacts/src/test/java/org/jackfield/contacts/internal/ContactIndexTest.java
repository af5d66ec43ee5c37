package org.jackfield.contacts.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jackfield.api.crm.StoredContact;
import org.jackfield.api.crm.StoredContact.PhoneField;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.junit.jupiter.api.Test;

class ContactIndexTest {
    private final ContactIndex index = new ContactIndex(new PhoneNumberMatching(), "GB");

    @Test
    void contactIsFoundByAnyOfItsNumbersAndComesBackWhole() {
        StoredContact ann = new StoredContact(
                "Contact",
                "003",
                "Nguyễn Thị Mai",
                Optional.of("Bát Tràng"),
                Optional.empty(),
                List.of(new PhoneField("mobile", "07700 900123"), new PhoneField("phone", "020 7946 0111 / 0112")));
        index.put(ann);

        assertEquals(List.of(ann), index.candidates(number("+447700900123")));
        assertEquals(List.of(ann), index.candidates(number("+442079460111")));
        assertEquals(List.of(), index.candidates(number("+447700900124")));
    }

    @Test
    void companyIsFoundByTheCallerBehindItsMainNumber() {
        index.put(contact("1", "+49 30 901820"));
        assertEquals(1, index.candidates(number("+493090182012")).size());
    }

    @Test
    void changedContactIsFoundByItsNewNumberAlone() {
        index.put(contact("1", "07700 900123"));
        index.put(contact("1", "07700 900124"));

        assertEquals(List.of(), index.candidates(number("+447700900123")));
        assertEquals(1, index.candidates(number("+447700900124")).size());
        assertEquals(1, index.size());
    }

    @Test
    void contactThatIsGoneOrHasNoNumberAnyMoreIsNotFound() {
        index.put(contact("1", "07700 900123"));
        index.put(contact("2", "07700 900123"));
        index.remove("1");
        index.put(contact("2", "by e-mail only"));

        assertEquals(List.of(), index.candidates(number("+447700900123")));
        assertEquals(0, index.size());
        index.remove("nobody");
    }

    /** Compared with a plain list, over thousands of changes, so that the index is packed anew several times. */
    @Test
    void everyContactIsFoundWhateverCameAndWent() {
        Random random = new Random(7);
        String[] kept = new String[2_000];
        for (int i = 0; i < 20_000; i++) {
            int id = random.nextInt(kept.length);
            kept[id] = random.nextInt(4) == 0 ? null : "+4477009" + (10_000 + random.nextInt(90_000));
            if (kept[id] == null) {
                index.remove("id" + id);
            } else {
                index.put(contact("id" + id, kept[id]));
            }
        }

        int live = 0;
        for (int id = 0; id < kept.length; id++) {
            String own = "id" + id;
            live += kept[id] == null ? 0 : 1;
            assertTrue(
                    kept[id] == null
                            || index.candidates(number(kept[id])).stream()
                                    .anyMatch(found -> found.id().equals(own)),
                    own);
        }
        assertEquals(live, index.size());
    }

    private static StoredContact contact(String id, String phone) {
        return new StoredContact(
                "Contact", id, "Ann", Optional.empty(), Optional.empty(), List.of(new PhoneField("phone", phone)));
    }

    private static PhoneNumber number(String e164) {
        return new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164);
    }
}
