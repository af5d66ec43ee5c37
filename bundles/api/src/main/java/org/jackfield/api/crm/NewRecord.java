package org.jackfield.api.crm;

import java.util.Optional;
import org.jackfield.api.Word;
import org.jackfield.api.call.RecordRef;

/**
 * A record that a person asks for; nothing makes one by itself.
 *
 * @param title a case's subject, a contact's full name
 * @param about the contact or account a case is about
 * @param number of the caller in E.164
 * @param call our id of the call it comes from
 * @param owner who asks
 */
public record NewRecord(
        Kind kind,
        String title,
        Optional<String> description,
        Optional<RecordRef> about,
        Optional<String> number,
        Optional<String> call,
        Owner owner) {
    /** What can be asked for. */
    public enum Kind implements Word {
        CASE,
        CONTACT
    }

    public NewRecord {
        if (title.isBlank()) {
            throw new IllegalArgumentException(
                    kind == Kind.CASE ? "Give the case a subject" : "Give the contact a name");
        }
    }

    /** Tells no name or number: it may be written to a log. */
    @Override
    public String toString() {
        return "new " + kind.word();
    }
}
