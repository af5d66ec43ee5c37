package org.jackfield.it.truth;

import java.util.List;

/**
 * How the calls told compare with a scenario's truth.
 *
 * @param calls how many calls were told, consultations and the like among them
 * @param legs how many legs were compared
 * @param worstMs the largest deviation of a time
 * @param differences readable sentences; none if all is equal
 */
public record Verdict(String scenario, int calls, int legs, long worstMs, List<String> differences) {
    public Verdict {
        differences = List.copyOf(differences);
    }

    public boolean equal() {
        return differences.isEmpty();
    }

    /** One line for a table. */
    public String line() {
        String verdict = equal() ? "equal" : "DIFFERS: " + String.join("; ", differences);
        return "%-52s %3d calls %3d legs %5d ms  %s".formatted(scenario, calls, legs, worstMs, verdict);
    }
}
