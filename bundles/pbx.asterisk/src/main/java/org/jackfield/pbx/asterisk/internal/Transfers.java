package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.TransferKind;
import org.jackfield.api.pbx.Signal;

/** Blind transfers on their way. */
final class Transfers {
    private final Exchange x;

    Transfers(Exchange x) {
        this.x = x;
    }

    void transferred(Journey journey, Channel from, String to, Instant at) {
        from.transferredAway = true;
        journey.displaced = null; // the transfer is why the phone left
        journey.endedBy = Optional.empty();
        journey.transfer = new Signal.Linked(
                journey.key,
                at,
                LineageType.TRANSFERRED_TO,
                Optional.of(TransferKind.BLIND),
                Optional.of(from.endpoint),
                Optional.of(to),
                Optional.empty());
    }

    /** The transferred side got somewhere that is no parking lot. */
    void arrived(Journey journey) {
        if (journey.transfer != null) {
            x.say(journey.transfer);
            journey.transfer = null;
        }
    }
}
