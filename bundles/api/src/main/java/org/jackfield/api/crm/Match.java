package org.jackfield.api.crm;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.number.Strength;

/**
 * A record that fits a number.
 *
 * @param connector instance name, for example {@code directory~contacts}
 * @param type the CRM's word, for example Contact
 * @param url opens the record in the CRM
 * @param reason why it matched, in words: {@code mobile +44 7700 900123}
 * @param strength how surely its number is the caller's
 */
public record Match(
        String connector,
        String type,
        String id,
        String name,
        Optional<String> company,
        Optional<String> url,
        String reason,
        Strength strength,
        List<Case> cases) {
    public Match {
        cases = List.copyOf(cases);
    }

    /** A record that has the very number. */
    public Match(
            String connector,
            String type,
            String id,
            String name,
            Optional<String> company,
            Optional<String> url,
            String reason,
            List<Case> cases) {
        this(connector, type, id, name, company, url, reason, Strength.STRONG, cases);
    }

    /** An open case of the record. */
    public record Case(String id, String subject, String status, Optional<String> url) {}
}
