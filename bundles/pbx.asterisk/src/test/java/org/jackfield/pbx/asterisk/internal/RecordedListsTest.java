package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;
import org.jackfield.api.pbx.Snapshot;
import org.jackfield.api.pbx.Snapshot.SnapshotCall;
import org.junit.jupiter.api.Test;

/** What a real Asterisk answered to the list actions while calls were up, read by a driver that knew nothing before. */
class RecordedListsTest {
    private static final Instant AT = Instant.ofEpochSecond(1_795_329_912);

    @Test
    void callsThatBeganUnseenAreToldWithWhatWasDialledAndWhomTheQueueRings() {
        AsteriskSnapshot shown = read("19b-ami-cut-and-resync.part2");
        Map<String, SnapshotCall> calls = calls(shown.snapshot());

        assertEquals(Set.of("+12025550102", "+12025550103"), calls.keySet());
        assertEquals("+442079460100", called(calls.get("+12025550102")));
        assertEquals(Optional.of("support"), calls.get("+12025550102").queue());
        assertEquals("+442079460114", called(calls.get("+12025550103")));
        Signal.QueueOffered offered = (Signal.QueueOffered) shown.signals().get(0);
        assertEquals("1001", endpoint(calls.get("+12025550102"), offered.leg()));
        assertEquals(1, shown.signals().size());
    }

    @Test
    void whoTalksWaitsIsParkedOrConfersIsToldAsSuch() {
        AsteriskSnapshot shown = read("26-sync-with-calls-up");
        Map<String, SnapshotCall> calls = calls(shown.snapshot());

        assertEquals(Set.of("+12025550101", "+12025550102", "+12025550103", "1005"), calls.keySet());
        assertEquals(
                List.of(ServiceKind.CONFERENCE),
                services(calls.get("1005")),
                "1005, who dialled the conference's number");
        assertEquals("8000", called(calls.get("1005")));
        assertEquals(List.of(ServiceKind.PARK), services(calls.get("+12025550102")));
        Signal.Linked parked = shown.signals().stream()
                .filter(Signal.Linked.class::isInstance)
                .map(Signal.Linked.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(LineageType.PARKED_AS, parked.type());
        assertEquals(Optional.empty(), parked.from(), "another manager user parked it");
        assertEquals(Optional.of("701"), parked.to());
    }

    /** A restarted driver must not tell again what its last snapshot told. */
    @Test
    void aSecondSnapshotTellsNothingNew() {
        AsteriskSnapshot first = read("26-sync-with-calls-up");
        first.snapshot();
        Map<String, Channel> known = first.channels().stream().collect(Collectors.toMap(c -> c.id, c -> c));
        AsteriskSnapshot second = new AsteriskSnapshot(House::isLine, lists("26-sync-with-calls-up"), known, AT);
        second.snapshot();
        assertEquals(List.of(), second.signals());
    }

    @Test
    void nothingBeginsInTheDawnOfTime() {
        for (String recording : List.of("19b-ami-cut-and-resync.part2", "26-sync-with-calls-up")) {
            for (SnapshotCall call : read(recording).snapshot().calls()) {
                for (Leg leg : call.legs()) {
                    assertTrue(leg.since().isAfter(AT.minusSeconds(60)), leg.toString());
                }
            }
        }
    }

    private static AsteriskSnapshot read(String recording) {
        return new AsteriskSnapshot(House::isLine, lists(recording), Map.of(), AT);
    }

    /** The answers by action id; which action it was is told by what its rows are. */
    private static Lists lists(String recording) {
        Map<String, List<AmiMessage>> answers = new LinkedHashMap<>();
        byte[] stream = Recording.bytes(recording);
        new AmiParser(
                        Set.of(),
                        m -> answers.computeIfAbsent(m.get("ActionID"), id -> new ArrayList<>())
                                .add(m),
                        reject -> {})
                .feed(stream, stream.length);
        answers.remove("");
        Lists lists = new Lists();
        answers.values()
                .forEach(answer -> Lists.ACTIONS.forEach((action, row) -> {
                    if (answer.stream().anyMatch(m -> m.event().equals(row))) {
                        lists.add(action, answer);
                    }
                }));
        return lists;
    }

    private static Map<String, SnapshotCall> calls(Snapshot snapshot) {
        return snapshot.calls().stream()
                .collect(Collectors.toMap(call -> call.caller().number().orElse(""), call -> call));
    }

    private static String called(SnapshotCall call) {
        return call.called().number().orElse("");
    }

    private static String endpoint(SnapshotCall call, String leg) {
        return call.legs().stream()
                .filter(l -> l.id().equals(leg))
                .map(Leg::endpoint)
                .findFirst()
                .orElse("");
    }

    private static List<ServiceKind> services(SnapshotCall call) {
        return call.legs().stream().flatMap(leg -> leg.service().stream()).toList();
    }
}
