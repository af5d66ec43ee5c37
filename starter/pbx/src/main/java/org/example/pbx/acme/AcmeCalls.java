package org.example.pbx.acme;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Party;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.jackfield.api.pbx.Snapshot.SnapshotCall;

/**
 * Lines of the PBX into signals. Replace it by what yours says:
 *
 * <pre>
 * hello START           the PBX greets and names this run of it
 * denied                the secret is wrong
 * call ID FROM TO WORD  a call that is up already: ringing or talking; then
 * ready                 those were all
 * ring ID FROM TO       a customer calls a line
 * answer ID
 * hangup ID
 * beat                  every second
 * </pre>
 */
final class AcmeCalls {
    private static final String TRUNK = "trunk";

    private record Known(String line, boolean answered) {}

    private final PbxSink sink;
    private final Clock clock;
    private final Map<String, Known> live = new HashMap<>();
    private final List<SnapshotCall> listed = new ArrayList<>();
    private boolean inService;

    AcmeCalls(PbxSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    boolean isInService() {
        return inService;
    }

    /** @throws IOException if the PBX will say nothing more */
    void take(String line) throws IOException {
        String[] words = line.strip().split(" ");
        Instant now = clock.instant();
        switch (words[0] + "/" + words.length) {
            case "beat/1" -> {}
            case "denied/1" -> throw new IOException("it does not know the secret");
            case "hello/2" -> sink.up(words[1]);
            case "call/5" -> list(words[1], words[2], words[3], words[4].equals("talking"), now);
            case "ready/1" -> {
                inService = true;
                sink.snapshot(new Snapshot(now, listed));
            }
            case "ring/4" -> ring(words[1], words[2], words[3], now);
            case "answer/2" -> answer(words[1], now);
            case "hangup/2" -> hangup(words[1], now);
            default -> sink.rejected("Not understood: a line of " + words.length + " words");
        }
    }

    private void list(String id, String from, String to, boolean talking, Instant now) {
        live.put(id, new Known(to, talking));
        ConnectionState state = talking ? ConnectionState.CONNECTED : ConnectionState.ALERTING;
        Party caller = Party.of(from, "");
        listed.add(new SnapshotCall(
                id,
                now,
                now,
                caller,
                Party.of(to, ""),
                Optional.empty(),
                List.of(
                        Leg.of(
                                customer(id),
                                TRUNK,
                                caller,
                                talking ? ConnectionState.CONNECTED : ConnectionState.INITIATED,
                                now),
                        Leg.of(phone(id), to, Party.UNKNOWN, state, now))));
    }

    private void ring(String id, String from, String to, Instant now) {
        live.put(id, new Known(to, false));
        Party caller = Party.of(from, "");
        sink.signal(new Signal.CallStarted(id, now, now, caller, Party.of(to, "")));
        sink.signal(new Signal.LegStarted(
                id, now, Leg.of(customer(id), TRUNK, caller, ConnectionState.INITIATED, now)));
        sink.signal(
                new Signal.LegStarted(id, now, Leg.of(phone(id), to, Party.UNKNOWN, ConnectionState.ALERTING, now)));
    }

    private void answer(String id, Instant now) {
        if (live.computeIfPresent(id, (key, call) -> new Known(call.line, true)) == null) {
            sink.rejected("A call was answered that did not ring");
            return;
        }
        sink.signal(new Signal.LegChanged(id, now, customer(id), ConnectionState.CONNECTED));
        sink.signal(new Signal.LegChanged(id, now, phone(id), ConnectionState.CONNECTED));
    }

    private void hangup(String id, Instant now) {
        Known call = live.remove(id);
        if (call == null) {
            sink.rejected("A call ended that did not ring");
            return;
        }
        sink.signal(new Signal.LegCleared(
                id, now, phone(id), call.answered ? Cause.NORMAL_CLEARING : Cause.CALLER_ABANDONED));
        sink.signal(new Signal.LegCleared(id, now, customer(id), Cause.NORMAL_CLEARING));
        sink.signal(new Signal.CallCleared(
                id, now, Optional.empty(), call.answered ? Cause.NORMAL_CLEARING : Cause.ABANDONED));
    }

    private static String customer(String id) {
        return id + "-customer";
    }

    private static String phone(String id) {
        return id + "-phone";
    }
}
