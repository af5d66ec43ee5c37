package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recordings from which events are taken that a manager user may not get: filters, old versions and narrow rights keep
 * them back, and the calls stay the same.
 */
class MissingEventsTest {

    @ParameterizedTest
    @CsvSource({
        "01-inbound-answered-caller-hangs-up,trunk",
        "01b-inbound-answered-agent-hangs-up,1001",
        "01c-inbound-abandoned-while-ringing,trunk",
        "02-queue-rna-then-answer,1002",
        "03-queue-abandoned,trunk",
        "03b-queue-abandoned-no-agent,trunk",
        "04-blind-transfer-refer,1003",
        "04d-redirect-ami,1003",
        "05-attended-transfer-refer-replaces,1003",
        "07-click-to-dial,trunk",
        "09c-park-giveup,trunk",
        "16-call-pickup,trunk",
        "22b-queue-local-member-rna,1004"
    })
    void whoHungUpIsToldWithoutHangupRequests(String recording, String endpoint) {
        List<Signal> signals = Recording.without(recording, Set.of("HangupRequest", "SoftHangupRequest"));
        assertEquals(List.of(Optional.of(endpoint)), endedBy(signals));
    }

    /** As a filter may do it. The first call may well have been ended by another manager user. */
    @ParameterizedTest
    @CsvSource({
        "01-inbound-answered-caller-hangs-up,trunk",
        "01b-inbound-answered-agent-hangs-up,1001",
        "02-queue-rna-then-answer,1002",
        "16-call-pickup,trunk"
    })
    void whoHungUpIsToldFromTheSecondCallOnWhereOnlyThePhonesRequestsAreMissing(String recording, String endpoint) {
        List<Signal> signals = Recording.twiceWithout(recording, Set.of("HangupRequest"));
        assertEquals(Optional.of(endpoint), endedBy(signals).get(1));
    }

    @Test
    void aFirstCallThatAnotherManagerUserEndsIsEndedByNobody() {
        assertEquals(List.of(Optional.empty()), endedBy(Recording.signals("24-variables-userevent")));
    }

    private static List<Optional<String>> endedBy(List<Signal> signals) {
        Map<String, String> endpoints = endpoints(signals);
        return of(signals, Signal.CallCleared.class)
                .map(cleared -> cleared.endedBy().map(endpoints::get))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"03-queue-abandoned", "03b-queue-abandoned-no-agent"})
    void anAbandonedQueueIsToldWithoutHangupRequests(String recording) {
        List<Signal> signals = Recording.without(recording, Set.of("HangupRequest", "SoftHangupRequest"));
        assertEquals(
                List.of(QueueOutcome.ABANDONED),
                of(signals, Signal.QueueLeft.class)
                        .map(Signal.QueueLeft::outcome)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "04-blind-transfer-refer,HangupRequest,1001 1003",
        "04b-blind-transfer-ami-blindtransfer,BridgeLeave,1001 1003",
        "04d-redirect-ami,HangupRequest,1001 1003",
        "04d-redirect-ami,BridgeLeave,1001 1003",
        "04d-redirect-ami,Newexten,1001 1003",
        "05b-attended-transfer-ami-atxfer,HangupRequest,1001 1003",
        "05e-attended-transfer-blond,HangupRequest,1001 1003",
        "05e-attended-transfer-blond,BridgeLeave,1001 1003",
        "01b-inbound-answered-agent-hangs-up,HangupRequest,",
        "09b-park-by-feature-timeout-return,HangupRequest,",
        "15-call-waiting-two-calls-one-agent,HangupRequest,"
    })
    void aTransferIsToldAndNothingElseTakenForOne(String recording, String missing, String transfers) {
        List<String> told = of(Recording.without(recording, Set.of(missing)), Signal.Linked.class)
                .filter(linked -> linked.type() == LineageType.TRANSFERRED_TO)
                .map(linked -> linked.from().orElse("") + " " + linked.to().orElse(""))
                .toList();
        assertEquals(transfers == null ? List.of() : List.of(transfers), told);
    }

    @ParameterizedTest
    @CsvSource({"HangupRequest", "SoftHangupRequest", "BridgeLeave", "DialState", "Newexten", "NewCallerid"})
    void aTransferringPhoneHasLeftWhenItTransferred(String missing) {
        List<Signal> signals = Recording.without("05e-attended-transfer-blond", Set.of(missing));
        Map<String, String> endpoints = endpoints(signals);
        Instant transferred = of(signals, Signal.Linked.class)
                .filter(linked -> linked.type() == LineageType.TRANSFERRED_TO)
                .findFirst()
                .orElseThrow()
                .at();
        Instant left = of(signals, Signal.LegCleared.class)
                .filter(cleared -> "1001".equals(endpoints.get(cleared.leg())))
                .findFirst()
                .orElseThrow()
                .at();
        assertEquals(0, Duration.between(left, transferred).toMillis(), 250);
    }

    private static Map<String, String> endpoints(List<Signal> signals) {
        Map<String, String> endpoints = new HashMap<>();
        of(signals, Signal.LegStarted.class)
                .forEach(s -> endpoints.put(s.leg().id(), s.leg().endpoint()));
        return endpoints;
    }

    private static <T extends Signal> Stream<T> of(List<Signal> signals, Class<T> type) {
        return signals.stream().filter(type::isInstance).map(type::cast);
    }
}
