package org.jackfield.it.truth;

import java.util.Map;
import java.util.Optional;

/** Scenarios that are known to be told differently, and why. They stay in the table as they are. */
public final class Unequal {
    private static final Map<String, String> REASONS = Map.of(
            "19b-ami-cut-and-resync",
            "of a call that began while the link was down, the PBX's lists tell neither what was dialled first nor which"
                    + " queue offered it to whom",
            "24-variables-userevent",
            "the first call a link ever sees is ended by another manager user: until a first HangupRequest came, a PBX"
                    + " that sends none is assumed, and then the party that leaves first is the one who hung up");

    private Unequal() {}

    public static Optional<String> why(String scenario) {
        return Optional.ofNullable(REASONS.get(scenario));
    }
}
