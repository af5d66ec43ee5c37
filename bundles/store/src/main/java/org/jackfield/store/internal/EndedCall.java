package org.jackfield.store.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Position;

/** A call that is over, with what happened in it; the events are missing where they had to be shed. */
record EndedCall(Call call, List<Happening> events) {
    EndedCall {
        events = List.copyOf(events);
    }

    /** What is kept of an event: enough to tell the story beside the call itself. */
    record Happening(
            Position position,
            Instant at,
            CallEventType event,
            Optional<String> connection,
            CallState state,
            boolean reconstructed) {
        static Happening of(Event event, CallFact fact) {
            return new Happening(
                    event.position(),
                    event.at(),
                    fact.event(),
                    fact.connection(),
                    fact.call().state(),
                    fact.reconstructed());
        }
    }

    EndedCall withoutEvents() {
        return new EndedCall(call, List.of());
    }
}
