package org.jackfield.api.crm;

import java.util.List;

/**
 * The answer to "who is it?".
 *
 * @param matches best first, over all connectors
 * @param explanation one sentence a step: how the number was read, what each connector said
 */
public record Lookup(CrmState crm, List<Match> matches, List<String> explanation) {
    public Lookup {
        matches = List.copyOf(matches);
        explanation = List.copyOf(explanation);
    }
}
