package org.jackfield.api.crm;

import java.util.Optional;
import org.jackfield.api.call.RecordRef;

/**
 * A person who is to be forgotten.
 *
 * @param number in E.164, if they are named by a number
 * @param record if they are named by a record in a CRM
 */
public record Erasure(String tenant, Optional<String> number, Optional<Record> record) {
    /** A record as {@link RecordRef} names it. */
    public record Record(String connector, String id) {
        public boolean is(RecordRef ref) {
            return ref.connector().equals(connector) && ref.id().equals(id);
        }
    }

    public Erasure {
        if (number.isEmpty() && record.isEmpty()) {
            throw new IllegalArgumentException("Say by a number or by a record whom to forget");
        }
    }

    /** Names nobody: it may be written to a log. */
    @Override
    public String toString() {
        return "erasure by " + (number.isPresent() ? "number" : "record") + " in " + tenant;
    }
}
