package org.jackfield.contacts.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.crm.StoredContact;
import org.jackfield.api.crm.StoredContact.PhoneField;

/** A contact as few bytes: a million of them stay in memory. Pure. */
final class PackedContact {
    private static final char BETWEEN = '\0';

    private PackedContact() {}

    static byte[] pack(StoredContact contact) {
        StringBuilder text = new StringBuilder();
        append(text, contact.id());
        append(text, contact.type());
        append(text, contact.name());
        append(text, contact.company().orElse(""));
        append(text, contact.url().orElse(""));
        for (PhoneField phone : contact.phones()) {
            append(text, phone.label());
            append(text, phone.written());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static StoredContact unpack(byte[] packed) {
        String[] parts = new String(packed, StandardCharsets.UTF_8).split(String.valueOf(BETWEEN), -1);
        List<PhoneField> phones = new ArrayList<>();
        for (int i = 5; i + 1 < parts.length; i += 2) {
            phones.add(new PhoneField(parts[i], parts[i + 1]));
        }
        return new StoredContact(parts[1], parts[0], parts[2], optional(parts[3]), optional(parts[4]), phones);
    }

    /** Whether it is the contact of that id, without unpacking it. */
    static boolean is(byte[] packed, byte[] id) {
        if (packed.length <= id.length || packed[id.length] != BETWEEN) {
            return false;
        }
        for (int i = 0; i < id.length; i++) {
            if (packed[i] != id[i]) {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.replace(BETWEEN, ' ')).append(BETWEEN);
    }

    private static Optional<String> optional(String part) {
        return part.isEmpty() ? Optional.empty() : Optional.of(part);
    }
}
