package org.jackfield.crm.salesforce.internal.lookup;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.crm.Match;
import org.jackfield.api.number.Strength;

/**
 * A record that was verified to have the number.
 *
 * @param rank of its object, 0 counts most
 * @param contact whose cases are its own; empty if it can have none by itself
 * @param changed when it last was, as Salesforce writes it, which sorts as text
 */
record Hit(
        String id,
        String type,
        int rank,
        String name,
        Optional<String> company,
        Optional<String> contact,
        String reason,
        Strength strength,
        String changed,
        List<Match.Case> cases) {
    /** The one a person most likely wants first; the same records always come in the same order. */
    static final Comparator<Hit> BEST_FIRST = Comparator.comparing(Hit::strength)
            .thenComparing(Hit::rank)
            .thenComparing(hit -> hit.cases().isEmpty())
            .thenComparing(Hit::changed, Comparator.reverseOrder())
            .thenComparing(Hit::id);

    Hit with(List<Match.Case> open) {
        return new Hit(id, type, rank, name, company, contact, reason, strength, changed, open);
    }

    Match match(String connector, String server) {
        return new Match(connector, type, id, name, company, Optional.of(server + "/" + id), reason, strength, cases);
    }
}
