package org.jackfield.api.crm;

import java.util.List;

/**
 * The answer to "who is it?".
 *
 * @param matches best first, over all connectors
 * @param explanation one sentence a step: how the number was read, what each connector said
 * @param late whether a connector had not answered at the deadline: who asks again with a longer one shares the
 *     question that is open, and costs the CRM nothing
 */
public record Lookup(CrmState crm, List<Match> matches, List<String> explanation, boolean late) {
    /** An answer that nothing can be added to. */
    public Lookup(CrmState crm, List<Match> matches, List<String> explanation) {
        this(crm, matches, explanation, false);
    }

    public Lookup {
        matches = List.copyOf(matches);
        explanation = List.copyOf(explanation);
    }
}
