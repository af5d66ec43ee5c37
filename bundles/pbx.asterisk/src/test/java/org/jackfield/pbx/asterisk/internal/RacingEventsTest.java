package org.jackfield.pbx.asterisk.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.pbx.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings in which events of different threads of the PBX change places, as a real one was seen to send them. */
class RacingEventsTest {
    private static final String END = "\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"05b-attended-transfer-ami-atxfer", "05c-attended-transfer-abandoned"})
    void consultationIsTheSameWhenTheColleagueIsDialledBeforeThePhoneIsThere(String recording) {
        List<String> events = new ArrayList<>(List.of(new String(Recording.bytes(recording), UTF_8).split(END)));
        int dial = index(events, e -> is(e, "DialBegin") && e.contains("DestChannel: PJSIP/1003"));
        int near = index(events, e -> is(e, "BridgeEnter") && e.contains("Channel: Local/") && e.contains(";1"));
        int phone = near + 1 + index(events.subList(near + 1, dial), e -> is(e, "BridgeEnter"));
        events.add(dial + 1, events.get(near));
        events.add(dial + 2, events.get(phone));
        events.remove(phone);
        events.remove(near);
        List<Signal> raced = Recording.signals((String.join(END, events) + END).getBytes(UTF_8), Integer.MAX_VALUE);

        assertEquals(consultations(Recording.signals(recording)), consultations(raced));
        assertEquals(1, consultations(raced).size());
        assertEquals(legs(Recording.signals(recording)), legs(raced));
    }

    @Test
    void transferIntoTheParkingLotIsParkingInEitherOrder() {
        String recording = "09c-park-giveup";
        List<String> events = new ArrayList<>(List.of(new String(Recording.bytes(recording), UTF_8).split(END)));
        int transfer = index(events, e -> is(e, "BlindTransfer"));
        int parked = index(events, e -> is(e, "ParkedCall"));
        events.add(parked, events.remove(transfer));
        List<Signal> raced = Recording.signals((String.join(END, events) + END).getBytes(UTF_8), Integer.MAX_VALUE);

        assertEquals(List.of(LineageType.PARKED_AS), edges(raced));
        assertEquals(edges(Recording.signals(recording)), edges(raced));
        assertEquals(legs(Recording.signals(recording)), legs(raced));
    }

    @Test
    void transferIsToldOnceWhenThePhoneLeavesBeforeItIsReported() {
        String recording = "04-blind-transfer-refer";
        List<String> events = new ArrayList<>(List.of(new String(Recording.bytes(recording), UTF_8).split(END)));
        int transfer = index(events, e -> is(e, "BlindTransfer"));
        int left = index(events, e -> is(e, "BridgeLeave") && e.contains("Channel: PJSIP/1001"));
        events.add(left, events.remove(transfer));
        List<Signal> raced = Recording.signals((String.join(END, events) + END).getBytes(UTF_8), Integer.MAX_VALUE);

        assertEquals(List.of(LineageType.TRANSFERRED_TO), edges(raced));
        assertEquals(legs(Recording.signals(recording)), legs(raced));
    }

    /**
     * A phone that hangs up to transfer may be gone before its transfer is reported, and the report then names less.
     */
    @ParameterizedTest
    @ValueSource(strings = {"05b-attended-transfer-ami-atxfer", "05e-attended-transfer-blond"})
    void transferIsToldWhenThePhoneIsGoneBeforeItIsReported(String recording) {
        List<String> events = new ArrayList<>(List.of(new String(Recording.bytes(recording), UTF_8).split(END)));
        int transfer = index(events, e -> is(e, "AttendedTransfer"));
        int gone = index(events, e -> is(e, "Hangup") && e.contains("Channel: PJSIP/1001"));
        String report = events.remove(transfer);
        if (gone > transfer) {
            events.add(transfer, events.remove(gone - 1));
        }
        for (String told : List.of(report, report.replaceAll("\r\n(TransferTarget|Transferee)[^\r]*", ""))) {
            List<String> raced = new ArrayList<>(events);
            raced.add(transfer + 1, told);
            List<Signal> signals =
                    Recording.signals((String.join(END, raced) + END).getBytes(UTF_8), Integer.MAX_VALUE);

            assertEquals(
                    List.of(LineageType.CONSULTATION_OF, LineageType.TRANSFERRED_TO),
                    edges(signals).stream().distinct().toList());
            assertEquals(transfers(Recording.signals(recording)), transfers(signals));
            assertEquals(legs(Recording.signals(recording)), legs(signals));
        }
    }

    private static List<String> transfers(List<Signal> signals) {
        return signals.stream()
                .filter(Signal.Linked.class::isInstance)
                .map(Signal.Linked.class::cast)
                .filter(l -> l.type() == LineageType.TRANSFERRED_TO)
                .map(l -> l.call() + " " + l.kind() + " " + l.from() + " " + l.to())
                .toList();
    }

    private static List<LineageType> edges(List<Signal> signals) {
        return signals.stream()
                .filter(Signal.Linked.class::isInstance)
                .map(s -> ((Signal.Linked) s).type())
                .toList();
    }

    private static List<String> consultations(List<Signal> signals) {
        return signals.stream()
                .filter(Signal.Linked.class::isInstance)
                .map(Signal.Linked.class::cast)
                .filter(l -> l.type() == LineageType.CONSULTATION_OF)
                .map(l -> l.call() + " " + l.from() + " " + l.to() + " " + l.otherCall())
                .toList();
    }

    private static List<String> legs(List<Signal> signals) {
        return signals.stream()
                .filter(Signal.LegStarted.class::isInstance)
                .map(Signal.LegStarted.class::cast)
                .map(s -> s.call() + " " + s.leg().id())
                .toList();
    }

    private static boolean is(String event, String name) {
        return event.contains("Event: " + name + "\r\n");
    }

    private static int index(List<String> events, Predicate<String> which) {
        for (int i = 0; i < events.size(); i++) {
            if (which.test(events.get(i))) {
                return i;
            }
        }
        throw new AssertionError("no such event");
    }
}
