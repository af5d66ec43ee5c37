package org.jackfield.contacts.internal;

import java.util.List;
import org.jackfield.api.crm.Match;

/**
 * What one connector, or its index, said.
 *
 * @param note what more there is to say, as a sentence; empty for nothing
 */
record Answer(List<Match> matches, String note) {
    Answer {
        matches = List.copyOf(matches);
    }
}
