package org.jackfield.crm.rest.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.Owner;

/** Finished calls. */
final class Calls {
    static final Instant START = Instant.parse("2026-11-25T14:00:00.250Z");

    private Calls() {}

    static Activity inbound(String key, String record, String notes) {
        Call call = new Call(
                key,
                "main",
                "asterisk~main",
                Direction.INBOUND,
                CallState.ENDED,
                Party.of("+442079460111", "Ann"),
                Party.of("+442079460100", ""),
                START,
                Optional.of(START),
                Optional.of(START.plusSeconds(132)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                record.isEmpty()
                        ? List.of()
                        : List.of(new RecordRef("rest~main", "Contact", record, "Ann Customer", Optional.empty())),
                List.of(),
                Optional.of(notes).filter(text -> !text.isEmpty()),
                Optional.empty(),
                false);
        Owner alice = new Owner("alice", Optional.of("alice@example.org"), Optional.empty());
        return new Activity(key, "main", call, Optional.of(alice), START, Duration.ofSeconds(132), true);
    }
}
