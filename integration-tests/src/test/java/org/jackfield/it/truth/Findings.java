package org.jackfield.it.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects what differs and by how much times deviate. */
final class Findings {
    private final long toleranceMs;
    private final List<String> differences = new ArrayList<>();
    private long worst;
    private int legs;

    Findings(long toleranceMs) {
        this.toleranceMs = toleranceMs;
    }

    void same(String what, Object truth, Object told) {
        if (!Objects.equals(String.valueOf(truth), String.valueOf(told))) {
            wrong(what + " is " + truth + ", told is " + told);
        }
    }

    void holds(String what, boolean so) {
        if (!so) {
            wrong(what + " is not told");
        }
    }

    void near(String what, long truthMs, long toldMs) {
        long off = Math.abs(truthMs - toldMs);
        worst = Math.max(worst, off);
        if (off > toleranceMs) {
            wrong(what + " is " + truthMs + " ms, told is " + toldMs + " ms");
        }
    }

    void wrong(String difference) {
        differences.add(difference);
    }

    void leg() {
        legs++;
    }

    Verdict verdict(String scenario, List<ToldCall> calls) {
        return new Verdict(scenario, calls.size(), legs, worst, differences);
    }
}
