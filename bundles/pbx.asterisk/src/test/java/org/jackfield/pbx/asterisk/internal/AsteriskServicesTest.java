package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Service;
import org.jackfield.api.pbx.Command;
import org.junit.jupiter.api.Test;

/** What each service sends to the PBX, header by header, and what is offered at all. */
class AsteriskServicesTest {
    private static final Map<String, String> CHANNELS =
            Map.of("a1", "PJSIP/1001-01", "a2", "PJSIP/1001-02", "c", "PJSIP/trunk-03", "t", "PJSIP/1003-04");

    private final List<String> sent = new ArrayList<>();
    /** How often the phone is looked for before it is back with the caller. */
    private int looks = 2;

    private final Legs legs = new Legs() {
        @Override
        public String channelName(String leg) {
            return CHANNELS.getOrDefault(leg, leg);
        }

        @Override
        public boolean isLine(String leg) {
            return !leg.equals("c");
        }

        @Override
        public boolean together(String leg, String other) {
            return looks-- <= 0;
        }
    };

    private List<String> perform(String technology, Command command) throws Exception {
        AsteriskConfig config = config(technology);
        new AsteriskServices(
                        config,
                        action -> {
                            sent.add(new String(action.encode("1"), StandardCharsets.UTF_8)
                                    .replace("\r\nActionID: 1\r\n\r\n", "")
                                    .replace("\r\n", " | "));
                            return CompletableFuture.completedFuture(null);
                        },
                        legs,
                        () -> "4711")
                .perform(command)
                .get(5, TimeUnit.SECONDS);
        return sent;
    }

    /** The settings as they are by default, but for the technology of the phones. */
    private static AsteriskConfig config(String technology) {
        return (AsteriskConfig) Proxy.newProxyInstance(
                AsteriskConfig.class.getClassLoader(),
                new Class<?>[] {AsteriskConfig.class},
                (proxy, method, args) ->
                        method.getName().equals("lineTechnology") ? technology : method.getDefaultValue());
    }

    private static Command on(Service service, String to, String other, String digits) {
        return new Command(service, "a1", "1001", to, other, digits, List.of("c"), List.of("t"), Optional.empty());
    }

    private void sends(String expected, Command command) throws Exception {
        assertEquals(List.of(expected), perform("PJSIP", command));
    }

    @Test
    void makeCallRingsTheLinesOwnPhoneUnderOurId() throws Exception {
        sends(
                "Action: Originate | Channel: PJSIP/1001 | Timeout: 30000 | ChannelId: jackfield-1.a | Async: true"
                        + " | Context: internal | Exten: +12025550101 | Priority: 1 | CallerID: <+12025550101>",
                Command.of(Service.MAKE_CALL, "jackfield-1.a", "1001").to("+12025550101"));
    }

    @Test
    void clearConnectionHangsUpTheLegsChannel() throws Exception {
        sends("Action: Hangup | Channel: PJSIP/1001-01 | Cause: 16", on(Service.CLEAR_CONNECTION, "", "", ""));
    }

    @Test
    void answerAndRetrieveTellThePhoneToTalk() throws Exception {
        sends("Action: PJSIPNotify | Endpoint: 1001 | Variable: Event=talk", on(Service.ANSWER_CALL, "", "", ""));
        sent.clear();
        sends("Action: PJSIPNotify | Endpoint: 1001 | Variable: Event=talk", on(Service.RETRIEVE_CALL, "", "", ""));
    }

    @Test
    void holdAtChanSipUsesItsOwnAction() throws Exception {
        assertEquals(
                List.of("Action: SIPnotify | Channel: SIP/1001 | Variable: Event=hold"),
                perform("SIP", on(Service.HOLD_CALL, "", "", "")));
    }

    @Test
    void singleStepTransferAndConsultationAreDialledInTheConfiguredContext() throws Exception {
        sends(
                "Action: BlindTransfer | Channel: PJSIP/1001-01 | Context: internal | Exten: 1003",
                on(Service.SINGLE_STEP_TRANSFER_CALL, "1003", "", ""));
        sent.clear();
        sends(
                "Action: Atxfer | Channel: PJSIP/1001-01 | Context: internal | Exten: 1003",
                on(Service.CONSULTATION_CALL, "1003", "", ""));
    }

    @Test
    void aTransferOnOneLegIsCompletedByHangingItUp() throws Exception {
        sends("Action: Hangup | Channel: PJSIP/1001-01 | Cause: 16", on(Service.TRANSFER_CALL, "", "a1", ""));
    }

    @Test
    void aTransferOfAPhonesTwoCallsJoinsTheirOtherEnds() throws Exception {
        sends(
                "Action: Bridge | Channel1: PJSIP/1003-04 | Channel2: PJSIP/trunk-03",
                on(Service.TRANSFER_CALL, "", "a2", ""));
    }

    @Test
    void reconnectCancelsTheConsultationOrLetsThePhoneTakeTheCallBack() throws Exception {
        sends("Action: CancelAtxfer | Channel: PJSIP/1001-01", on(Service.RECONNECT_CALL, "", "a1", ""));
        sent.clear();
        assertEquals(
                List.of(
                        "Action: Hangup | Channel: PJSIP/1001-01 | Cause: 16",
                        "Action: PJSIPNotify | Endpoint: 1001 | Variable: Event=talk"),
                perform("PJSIP", on(Service.RECONNECT_CALL, "", "a2", "")));
    }

    @Test
    void deflectSendsTheCallerOnAndParkParksTheCaller() throws Exception {
        sends(
                "Action: Redirect | Channel: PJSIP/trunk-03 | Context: internal | Exten: 1002 | Priority: 1",
                on(Service.DEFLECT_CALL, "1002", "", ""));
        sent.clear();
        sends(
                "Action: Park | Channel: PJSIP/trunk-03 | TimeoutChannel: PJSIP/1001-01",
                on(Service.PARK_CALL, "", "", ""));
    }

    @Test
    void digitsArePressedOneByOneTowardsTheOthers() throws Exception {
        assertEquals(
                List.of(
                        "Action: PlayDTMF | Channel: PJSIP/trunk-03 | Digit: 4 | Duration: 120",
                        "Action: PlayDTMF | Channel: PJSIP/trunk-03 | Digit: # | Duration: 120"),
                perform("PJSIP", on(Service.GENERATE_DIGITS, "", "", "4#")));
    }

    @Test
    void supervisorsPhoneIsCalledToListenWhisperOrBargeIn() throws Exception {
        for (Participation how : List.of(Participation.LISTEN, Participation.WHISPER, Participation.BARGE)) {
            perform(
                    "PJSIP",
                    new Command(
                            Service.SINGLE_STEP_CONFERENCE_CALL,
                            "a1",
                            "1006",
                            "",
                            "jackfield-1.a",
                            "",
                            List.of("c"),
                            List.of(),
                            Optional.of(how)));
        }
        String start = "Action: Originate | Channel: PJSIP/1006 | Timeout: 30000 | ChannelId: jackfield-1.a"
                + " | Async: true | Application: ChanSpy | Data: PJSIP/1001-01,";
        assertEquals(List.of(start + "qES", start + "qESw", start + "qESB"), sent);
    }

    @Test
    void recordingBeginsPausesGoesOnAndEnds() throws Exception {
        for (Service service : List.of(
                Service.START_RECORDING, Service.PAUSE_RECORDING, Service.RESUME_RECORDING, Service.STOP_RECORDING)) {
            perform("PJSIP", on(service, "", "", ""));
        }
        assertEquals(
                List.of(
                        "Action: MixMonitor | Channel: PJSIP/1001-01 | File: jackfield-a1.wav",
                        "Action: MixMonitorMute | Channel: PJSIP/1001-01 | Direction: both | State: 1",
                        "Action: MixMonitorMute | Channel: PJSIP/1001-01 | Direction: both | State: 0",
                        "Action: StopMixMonitor | Channel: PJSIP/1001-01"),
                sent);
    }

    @Test
    void nothingIsSentWhereNobodyIsLeftToPark() {
        Command alone = Command.of(Service.PARK_CALL, "a1", "1001");
        assertEquals(
                "The call has no party to park",
                assertThrows(IllegalStateException.class, () -> perform("PJSIP", alone))
                        .getMessage());
        assertTrue(sent.isEmpty());
    }

    @Test
    void whoPicksUpIsRungToPickUp() throws Exception {
        perform(
                "PJSIP",
                new Command(
                        Service.DIRECTED_PICKUP_CALL,
                        "a1",
                        "1003",
                        "",
                        "jackfield-1.a",
                        "",
                        List.of("c"),
                        List.of(),
                        Optional.empty()));
        perform("PJSIP", Command.of(Service.GROUP_PICKUP_CALL, "jackfield-1.b", "1003"));
        String start = "Action: Originate | Channel: PJSIP/1003 | Timeout: 10000 | ChannelId: jackfield-1.";
        assertEquals(
                List.of(
                        start + "a | Async: true | Application: PickupChan | Data: PJSIP/1001-01",
                        start + "b | Async: true | Application: Pickup"),
                sent);
    }

    private static String redirect(String channel, String exten) {
        return "Action: Redirect | Channel: " + channel + " | Context: jackfield-conference | Exten: " + exten
                + " | Priority: 1";
    }

    private static String extra(String channel, String exten) {
        return " | ExtraChannel: " + channel + " | ExtraContext: jackfield-conference | ExtraExten: " + exten
                + " | ExtraPriority: 1";
    }

    private static Command confer(String leg, String otherLeg, List<String> callers) {
        return new Command(
                Service.CONFERENCE_CALL, leg, "1001", "", otherLeg, "", List.of("t"), callers, Optional.empty());
    }

    @Test
    void aConsultationOnOneLegBecomesAConferenceOnceThePhoneIsBackWithTheCaller() throws Exception {
        perform("PJSIP", confer("a1", "a1", List.of("c")));
        assertEquals(
                List.of(
                        redirect("PJSIP/1003-04", "4711"),
                        redirect("PJSIP/1001-01", "4711") + extra("PJSIP/trunk-03", "*4711")),
                sent);
        assertTrue(looks < 0);
    }

    @Test
    void twoCallsOfAPhoneBecomeAConferenceOnTheOneInWhichItTalks() throws Exception {
        perform("PJSIP", confer("a2", "a1", List.of("c")));
        assertEquals(
                List.of(
                        redirect("PJSIP/1001-02", "4711") + extra("PJSIP/1003-04", "4711"),
                        redirect("PJSIP/trunk-03", "*4711"),
                        "Action: Hangup | Channel: PJSIP/1001-01 | Cause: 16"),
                sent);
    }

    @Test
    void aConferenceWithNobodyIsRefused() {
        assertThrows(IllegalStateException.class, () -> perform("PJSIP", confer("a2", "a1", List.of())));
        assertTrue(sent.isEmpty());
    }

    private static Set<Service> offered(String technology, String... actions) {
        return offered(technology, false, actions);
    }

    private static Set<Service> offered(String technology, boolean rooms, String... actions) {
        List<AmiMessage> read = new ArrayList<>();
        StringBuilder answer = new StringBuilder("Asterisk Call Manager/11.0.0\r\nResponse: Success\r\n");
        for (String action : actions) {
            answer.append(action).append(": Does it.  (Priv: call,all)\r\n");
        }
        byte[] bytes = answer.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        new AmiParser(Set.of(), read::add, reject -> {}).feed(bytes, bytes.length);
        return Offered.of(read.get(0), rooms, technology);
    }

    @Test
    void onlyWhatThePbxListsForOurUserIsOffered() {
        assertEquals(Set.of(), offered("PJSIP", "Ping"));
        assertEquals(
                EnumSet.of(
                        Service.MAKE_CALL,
                        Service.SINGLE_STEP_CONFERENCE_CALL,
                        Service.DIRECTED_PICKUP_CALL,
                        Service.GROUP_PICKUP_CALL,
                        Service.CLEAR_CONNECTION,
                        Service.CONSULTATION_CALL),
                offered("PJSIP", "Originate", "Hangup", "Atxfer"));
        assertEquals(Set.of(), offered("PJSIP", "MixMonitor"), "a recording that could not be stopped is not offered");
    }

    @Test
    void aConferenceNeedsRoomsInTheDialplan() {
        assertEquals(Set.of(Service.DEFLECT_CALL), offered("PJSIP", "Redirect"));
        assertEquals(Set.of(Service.DEFLECT_CALL, Service.CONFERENCE_CALL), offered("PJSIP", true, "Redirect"));
    }

    @Test
    void answerHoldAndRetrieveNeedTheNotifyOfThePhonesTechnology() {
        assertEquals(Offered.BY_PHONE, offered("PJSIP", "PJSIPNotify"));
        assertEquals(Set.of(), offered("SIP", "PJSIPNotify"));
        assertEquals(Offered.BY_PHONE, offered("SIP", "SIPnotify"));
    }
}
