package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.Service;
import org.jackfield.api.pbx.Signal.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a connection allows, by its state, its role and what the PBX can do there. */
class AllowedTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static LiveLeg leg(Role role, ConnectionState state, Participation participation) {
        LiveLeg leg = new LiveLeg(
                "c1",
                "a",
                role,
                Optional.empty(),
                Optional.of("1001"),
                Optional.empty(),
                Optional.empty(),
                participation,
                Optional.empty());
        if (state == ConnectionState.HOLD) {
            leg.become(ConnectionState.CONNECTED, NOW);
            leg.hold(NOW, true);
        } else {
            leg.become(state, NOW);
        }
        return leg;
    }

    private static String allowed(LiveLeg leg, Situation situation, Set<Service> supported) {
        return Allowed.of(leg, situation, supported::contains).stream()
                .map(Service::word)
                .collect(Collectors.joining(" "));
    }

    private static final Set<Service> EVERYTHING = Set.of(Service.values());

    private static final Set<Service> NOT_THE_PHONE = Arrays.stream(Service.values())
            .filter(s -> !Set.of(Service.ANSWER_CALL, Service.HOLD_CALL, Service.RETRIEVE_CALL)
                    .contains(s))
            .collect(Collectors.toSet());

    @Test
    void aConferenceKnowsNoTransferParkingOrConsultation() {
        Situation conference = new Situation(CallState.CONNECTED, false, false, true);
        LiveLeg talking = leg(Role.AGENT, ConnectionState.CONNECTED, Participation.ACTIVE);
        assertEquals(
                "holdCall generateDigits singleStepConferenceCall clearConnection startRecording",
                allowed(talking, conference, EVERYTHING));
        LiveLeg holding = leg(Role.AGENT, ConnectionState.HOLD, Participation.ACTIVE);
        assertEquals("retrieveCall clearConnection startRecording", allowed(holding, conference, EVERYTHING));
    }

    @ParameterizedTest(name = "{0} {1} in a call that is {2}, phone obeys {3}: {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "AGENT|ALERTING|ALERTING|true|answerCall deflectCall directedPickupCall clearConnection",
                "AGENT|ALERTING|ALERTING|false|deflectCall directedPickupCall clearConnection",
                "INTERNAL|ALERTING|ALERTING|false|deflectCall directedPickupCall clearConnection",
                "AGENT|CONNECTED|CONNECTED|true|holdCall consultationCall singleStepTransferCall parkCall generateDigits singleStepConferenceCall clearConnection startRecording",
                "AGENT|CONNECTED|CONNECTED|false|consultationCall singleStepTransferCall parkCall generateDigits singleStepConferenceCall clearConnection startRecording",
                "AGENT|CONNECTED|ALERTING|true|clearConnection",
                "AGENT|HOLD|HOLD|true|retrieveCall singleStepTransferCall clearConnection startRecording",
                "AGENT|HOLD|HOLD|false|singleStepTransferCall clearConnection startRecording",
                "AGENT|INITIATED|INITIATED|true|clearConnection",
                "AGENT|NULL|CONNECTED|true|''",
                "AGENT|FAIL|CONNECTED|true|''",
                "CUSTOMER|CONNECTED|CONNECTED|true|''",
                "EXTERNAL|CONNECTED|CONNECTED|true|''",
                "SERVICE|CONNECTED|CONNECTED|true|''"
            })
    void aConnectionAllowsWhatMakesSenseAndWorks(
            Role role, ConnectionState state, CallState call, boolean obeys, String expected) {
        assertEquals(
                expected,
                allowed(
                        leg(role, state, Participation.ACTIVE),
                        new Situation(call, false, false),
                        obeys ? EVERYTHING : NOT_THE_PHONE));
    }

    @Test
    void aPhoneThatRingsForTheCallItShallMakeCannotDeflectIt() {
        assertEquals(
                "answerCall clearConnection",
                allowed(
                        leg(Role.AGENT, ConnectionState.ALERTING, Participation.ACTIVE),
                        new Situation(CallState.INITIATED, true, false),
                        EVERYTHING));
    }

    @Test
    void aListenerMayOnlyLeave() {
        assertEquals(
                "clearConnection",
                allowed(
                        leg(Role.AGENT, ConnectionState.CONNECTED, Participation.WHISPER),
                        new Situation(CallState.CONNECTED, false, false),
                        EVERYTHING));
    }

    @Test
    void aPbxThatOffersNothingAllowsNothing() {
        for (ConnectionState state : ConnectionState.values()) {
            LiveLeg leg = leg(Role.AGENT, state, Participation.ACTIVE);
            assertEquals(
                    List.of(), Allowed.of(leg, new Situation(CallState.CONNECTED, false, false), service -> false));
        }
    }

    /** One leg in two calls, as the PBX's own attended transfer makes it: to hang it up would complete the transfer. */
    @Test
    void aConsultationOnThePhonesOneLegOffersNoClearConnection() {
        LiveLeg held = leg(Role.AGENT, ConnectionState.HOLD, Participation.ACTIVE);
        LiveLeg consulting = leg(Role.INTERNAL, ConnectionState.CONNECTED, Participation.ACTIVE);
        consulting.shareWith(held);
        assertEquals(
                "transferCall conferenceCall reconnectCall generateDigits",
                allowed(consulting, new Situation(CallState.CONNECTED, true, true), EVERYTHING));
        assertEquals(
                "transferCall reconnectCall",
                allowed(consulting, new Situation(CallState.ALERTING, true, true), EVERYTHING));
        assertEquals("startRecording", allowed(held, new Situation(CallState.HOLD, false, false), EVERYTHING));
        assertEquals(
                "transferCall conferenceCall reconnectCall generateDigits",
                allowed(consulting, new Situation(CallState.CONNECTED, true, true), NOT_THE_PHONE));
    }

    @Test
    void aPhoneThatConsultsByItselfMustObeyToGoBack() {
        LiveLeg consulting = leg(Role.INTERNAL, ConnectionState.CONNECTED, Participation.ACTIVE);
        Situation consultation = new Situation(CallState.CONNECTED, true, true);
        assertEquals(
                "transferCall conferenceCall reconnectCall generateDigits clearConnection startRecording",
                allowed(consulting, consultation, EVERYTHING));
        assertEquals(
                "transferCall conferenceCall generateDigits clearConnection startRecording",
                allowed(consulting, consultation, NOT_THE_PHONE));
    }

    @ParameterizedTest
    @CsvSource({
        "STARTED,pauseRecording stopRecording",
        "PAUSED,resumeRecording stopRecording",
        "RESUMED,pauseRecording stopRecording",
        "STOPPED,startRecording"
    })
    void aRecordingAllowsWhatItsStateAllows(Recording recording, String expected) {
        LiveLeg leg = leg(Role.AGENT, ConnectionState.CONNECTED, Participation.ACTIVE);
        leg.recorded(Recording.STARTED);
        leg.recorded(recording);
        String all = allowed(leg, new Situation(CallState.CONNECTED, false, false), EVERYTHING);
        assertEquals(expected, all.substring(all.indexOf("clearConnection ") + "clearConnection ".length()));
    }
}
