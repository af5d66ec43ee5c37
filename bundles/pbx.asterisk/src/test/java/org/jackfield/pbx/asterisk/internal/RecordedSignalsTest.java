package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of a real Asterisk give what the phones saw: the figures are those of the recordings' truth files. */
class RecordedSignalsTest {
    private static final long TOLERANCE_MS = 250;

    static Stream<Arguments> talks() {
        return Stream.of(
                Arguments.of("01-inbound-answered-caller-hangs-up", Map.of("1001", 2012L)),
                Arguments.of("01b-inbound-answered-agent-hangs-up", Map.of("1001", 1500L)),
                Arguments.of("01c-inbound-abandoned-while-ringing", Map.of("1001", 0L)),
                Arguments.of("02-queue-rna-then-answer", Map.of("1001", 0L, "1002", 2000L)),
                Arguments.of("03-queue-abandoned", Map.of("1001", 0L)),
                Arguments.of("04-blind-transfer-refer", Map.of("1001", 1086L, "1003", 1500L)),
                Arguments.of("04b-blind-transfer-ami-blindtransfer", Map.of("1001", 1007L, "1003", 1500L)),
                Arguments.of("04c-blind-transfer-feature", Map.of("1001", 3508L, "1003", 1500L)),
                Arguments.of("04d-redirect-ami", Map.of("1001", 1005L, "1003", 1500L)),
                Arguments.of("06-hold-unhold", Map.of("1001", 5417L)),
                Arguments.of("07-click-to-dial", Map.of("1001", 3007L, "trunk", 2001L)),
                Arguments.of("07e-outbound-dialled-by-phone", Map.of("1002", 1500L, "trunk", 1509L)),
                Arguments.of("10-internal-call", Map.of("1004", 1511L)));
    }

    @ParameterizedTest
    @MethodSource("talks")
    void eachPhoneTalkedAsLongAsItSays(String recording, Map<String, Long> truth) {
        Map<String, Long> told = talkTimes(Recording.signals(recording));
        truth.forEach((phone, ms) -> assertEquals(ms, told.getOrDefault(phone, -1L), TOLERANCE_MS, phone));
    }

    @ParameterizedTest
    @MethodSource("talks")
    void everyCallThatStartsEndsOnceAndLast(String recording, Map<String, Long> truth) {
        List<Signal> signals = Recording.signals(recording);
        long started =
                signals.stream().filter(Signal.CallStarted.class::isInstance).count();
        assertEquals(1, started);
        assertTrue(signals.get(signals.size() - 1) instanceof Signal.CallCleared);
        assertEquals(
                1, signals.stream().filter(Signal.CallCleared.class::isInstance).count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04-blind-transfer-refer",
                "04b-blind-transfer-ami-blindtransfer",
                "04c-blind-transfer-feature",
                "04d-redirect-ami"
            })
    void blindTransferSaysFromWhereToWhere(String recording) {
        List<Signal.Linked> transfers = Recording.signals(recording).stream()
                .filter(Signal.Linked.class::isInstance)
                .map(Signal.Linked.class::cast)
                .filter(l -> l.type() == LineageType.TRANSFERRED_TO)
                .toList();
        assertEquals(1, transfers.size());
        assertEquals("1001", transfers.get(0).from().orElseThrow());
        assertEquals("1003", transfers.get(0).to().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1460})
    void theSameCallsHoweverTheNetworkCutsTheStream(int pieces) {
        byte[] stream = Recording.bytes("02-queue-rna-then-answer");
        assertEquals(Recording.signals(stream, Integer.MAX_VALUE), Recording.signals(stream, pieces));
    }

    @Test
    void listenerOfOursIsToldWithTheWayItTakesPart() {
        List<Signal> signals = Recording.signals("21-chanspy-whisper-barge", mapper -> {
            mapper.joinAs("lab1-1795329956.876", Participation.WHISPER);
            mapper.joinAs("lab1-1795329958.878", Participation.BARGE);
        });
        List<Participation> spies = signals.stream()
                .filter(Signal.LegStarted.class::isInstance)
                .map(signal -> ((Signal.LegStarted) signal).leg())
                .filter(leg -> leg.endpoint().equals("1006"))
                .map(Leg::participation)
                .toList();
        assertEquals(List.of(Participation.LISTEN, Participation.WHISPER, Participation.BARGE), spies);
    }

    /** No event of the classes the driver needs says which way somebody listens who dialled a code. */
    @Test
    void whoDialledACodeToListenIsToldWithTheWayThePbxAnswers() {
        List<Participation> spies = Recording.answering("21-chanspy-whisper-barge", Set.of("Newexten")).stream()
                .filter(Signal.LegStarted.class::isInstance)
                .map(signal -> ((Signal.LegStarted) signal).leg())
                .filter(leg -> leg.endpoint().equals("1006"))
                .map(Leg::participation)
                .toList();
        assertEquals(List.of(Participation.LISTEN, Participation.WHISPER, Participation.BARGE), spies);
    }

    @Test
    void menuAndVoicemailAreToldWithoutWordOfTheDialplan() {
        for (var service : Map.of(
                        "22-ivr-to-queue-local-member", ServiceKind.IVR, "12-voicemail", ServiceKind.VOICEMAIL)
                .entrySet()) {
            List<Signal> signals = Recording.answering(service.getKey(), Set.of("Newexten", "MessageWaiting"));
            Leg told = signals.stream()
                    .filter(Signal.LegStarted.class::isInstance)
                    .map(signal -> ((Signal.LegStarted) signal).leg())
                    .filter(leg -> leg.service().isPresent())
                    .findFirst()
                    .orElseThrow();
            assertEquals(service.getValue(), told.service().get(), service.getKey());
        }
    }

    @Test
    void phoneThatRingsToListenIsNoCallOfItsOwn() {
        String recording = "07c-click-to-dial-agent-no-answer";
        assertEquals(List.of(), Recording.signals(recording, mapper -> mapper.joinAs("op-4713", Participation.LISTEN)));
    }

    private static Map<String, Long> talkTimes(List<Signal> signals) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        Map<String, Instant> answered = new LinkedHashMap<>();
        Map<String, Long> talked = new LinkedHashMap<>();
        for (Signal signal : signals) {
            if (signal instanceof Signal.LegStarted s) {
                endpoints.put(s.leg().id(), s.leg().endpoint());
                if (s.leg().state() == ConnectionState.CONNECTED) {
                    answered.put(s.leg().id(), s.leg().since());
                }
            } else if (signal instanceof Signal.LegChanged s && s.state() == ConnectionState.CONNECTED) {
                answered.putIfAbsent(s.leg(), s.at());
            } else if (signal instanceof Signal.LegCleared s) {
                Instant from = answered.getOrDefault(s.leg(), s.at());
                talked.merge(
                        endpoints.get(s.leg()), Duration.between(from, s.at()).toMillis(), Long::sum);
            }
        }
        return talked;
    }
}
