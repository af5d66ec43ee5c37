package org.jackfield.testkit.pbx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jackfield.api.call.Party;
import org.jackfield.api.pbx.Signal;

/**
 * Signals, boiled down to what a person would say of the calls: the language in which a contract's scenarios expect. A
 * call is one block; empty lines and blanks around lines do not matter.
 *
 * <pre>
 * call +12025550101 > +442079460111
 *   trunk: initiated connected
 *   1001: alerting connected held connected
 *   queue support: entered answered
 *   transferredTo blind 1001 > 1003
 * ended normalClearing
 * </pre>
 */
public final class Outline {
    private static final class Told {
        Party caller;
        Party called;
        final Map<String, StringBuilder> legs = new LinkedHashMap<>();
        final List<String> facts = new ArrayList<>();
        final Map<String, String> queues = new LinkedHashMap<>();
        String end = "live";
        Optional<String> into = Optional.empty();
    }

    private final Map<String, Told> calls = new LinkedHashMap<>();

    /** The outline of all calls that these signals tell. */
    public static String of(List<Signal> signals) {
        Outline outline = new Outline();
        signals.forEach(outline::take);
        return outline.text();
    }

    /** The same text with its blanks in order, so that it compares. */
    public static String of(String written) {
        return written.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private void take(Signal signal) {
        if (signal instanceof Signal.CallStarted s) {
            Told call = new Told();
            call.caller = s.caller();
            call.called = s.called();
            calls.putIfAbsent(s.call(), call);
            return;
        }
        Told call = calls.get(signal.call());
        if (call == null) {
            return;
        }
        if (signal instanceof Signal.PartiesKnown s) {
            call.caller = s.caller().number().isPresent() ? s.caller() : call.caller;
            call.called = s.called().number().isPresent() ? s.called() : call.called;
        } else if (signal instanceof Signal.LegStarted s) {
            String who =
                    s.leg().service().map(kind -> kind.word()).orElse(s.leg().endpoint());
            call.legs
                    .computeIfAbsent(s.leg().id(), id -> new StringBuilder(who + ":"))
                    .append(' ')
                    .append(s.leg().state().word());
        } else if (signal instanceof Signal.LegChanged s) {
            leg(call, s.leg(), s.state().word());
        } else if (signal instanceof Signal.LegHeld s) {
            leg(call, s.leg(), "held");
        } else if (signal instanceof Signal.LegRetrieved s) {
            leg(call, s.leg(), "retrieved");
        } else if (signal instanceof Signal.QueueEntered s) {
            call.queues.put(s.queue(), "waiting");
        } else if (signal instanceof Signal.QueueLeft s) {
            call.queues.put(s.queue(), s.outcome().word());
        } else if (signal instanceof Signal.Linked s) {
            call.facts.add(
                    s.type().word() + s.kind().map(kind -> " " + kind.word()).orElse("") + " "
                            + s.from().orElse("?") + " > " + s.to().orElse("?"));
        } else if (signal instanceof Signal.Merged s) {
            call.end = "merged";
            call.into = Optional.of(s.into());
        } else if (signal instanceof Signal.CallCleared s) {
            call.end = "ended " + s.cause().word();
        }
    }

    /** A state that is told twice in a row is one state. */
    private static void leg(Told call, String leg, String state) {
        StringBuilder line = call.legs.get(leg);
        if (line != null && !line.toString().endsWith(" " + state)) {
            line.append(' ').append(state);
        }
    }

    private static String party(Party party) {
        return party.number().orElse(party.presentation().word());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Told call : calls.values()) {
            text.append("call ")
                    .append(party(call.caller))
                    .append(" > ")
                    .append(party(call.called))
                    .append('\n');
            call.legs.values().forEach(leg -> text.append(leg).append('\n'));
            call.queues.forEach((queue, outcome) -> text.append("queue ")
                    .append(queue)
                    .append(": ")
                    .append(outcome)
                    .append('\n'));
            call.facts.forEach(fact -> text.append(fact).append('\n'));
            text.append(call.end).append('\n');
        }
        return text.toString().strip();
    }
}
