package org.jackfield.crm.salesforce.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.Owner;

/** Finished calls to log. */
final class TestCalls {
    static final Instant LATE_IN_THE_EVENING = Instant.parse("2026-11-25T23:30:00Z");
    static final String NUMBER = "+12025550142";

    private TestCalls() {}

    /** An answered call of 132.4 seconds that alice owns. */
    static Activity answered(String key) {
        return activity(key, Party.of(NUMBER, "Ann"), List.of(), Optional.empty(), true, alice());
    }

    static Activity abandoned(String key) {
        return activity(key, Party.withheld(), List.of(), Optional.empty(), false, Optional.empty());
    }

    static Activity linkedTo(String key, String record) {
        RecordRef ref = new RecordRef("salesforce~test", "Contact", record, "Ann", Optional.empty());
        return activity(key, Party.of(NUMBER, "Ann"), List.of(ref), Optional.empty(), true, alice());
    }

    static Activity noted(String key, String notes) {
        return activity(key, Party.of(NUMBER, "Ann"), List.of(), Optional.of(notes), true, alice());
    }

    static Activity owned(String key, Owner owner) {
        return activity(key, Party.of(NUMBER, "Ann"), List.of(), Optional.empty(), true, Optional.of(owner));
    }

    static Optional<Owner> alice() {
        return Optional.of(new Owner("alice", Optional.of("alice@sandbox.example"), Optional.empty()));
    }

    private static Activity activity(
            String key,
            Party caller,
            List<RecordRef> records,
            Optional<String> notes,
            boolean answered,
            Optional<Owner> owner) {
        Call call = new Call(
                key,
                "main",
                "asterisk~main",
                Direction.INBOUND,
                CallState.ENDED,
                caller,
                Party.of("+442079460100", ""),
                LATE_IN_THE_EVENING,
                answered ? Optional.of(LATE_IN_THE_EVENING) : Optional.empty(),
                Optional.of(LATE_IN_THE_EVENING.plusSeconds(140)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(answered ? Cause.NORMAL_CLEARING : Cause.ABANDONED),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                records,
                List.of(),
                notes,
                Optional.empty(),
                false);
        Duration talk = answered ? Duration.ofMillis(132_400) : Duration.ZERO;
        return new Activity(key, "main", call, owner, LATE_IN_THE_EVENING, talk, answered);
    }
}
