package org.jackfield.device.mqtt.internal;

import static org.jackfield.device.mqtt.internal.FakeCore.LINE;
import static org.jackfield.device.mqtt.internal.FakeCore.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.api.device.Enrolment;
import org.jackfield.api.event.Fact.DeviceFact;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what devices say. */
class FleetTest {
    private static final Display RINGS = new Display("C1", "Ann Customer", "Acme", true);

    private final FakeCore core = new FakeCore();
    private final Topics topics = new Topics("jackfield");
    private final Registry registry = new Registry(core, TENANT);
    private final Displays displays = new Displays();
    private final Commands commands = new Commands(topics, "run");
    private final List<Outgoing> sent = new ArrayList<>();
    private final HouseServices house = new HouseServices();
    private final Logins logins =
            new Logins(TENANT, core, house::keys, new ShiftClock(TENANT, house::shifts), commands, sent::add, () -> {});
    private final Fleet fleet = new Fleet(
            TENANT,
            topics,
            registry,
            core,
            core,
            commands,
            new Shows(commands, displays),
            new DeskWishes(TENANT, house, logins, new Muting(commands), this::devicesOf, commands, sent::add),
            sent::add);
    private long now;

    @BeforeEach
    void start() {
        fleet.tick(now);
        say(
                "$description",
                "{'v':1,'boot':1,'kind':'deskphone','vendor':'Acme','model':'One',"
                        + "'caps':['display','ring','login'],'lines':['9999']}");
        say("$state", "{'state':'ready','boot':1}");
    }

    @Test
    void phoneServesTheLineTheServerSaysNotTheOneItClaims() {
        Device phone = fleet.devices().iterator().next();
        assertEquals(Optional.of(LINE), phone.line());
        assertEquals(Optional.of("alice"), phone.agent());
        assertEquals("Acme", phone.vendor());
        assertEquals(Device.Kind.DESKPHONE, phone.kind());
    }

    @Test
    void eachChangeIsToldOnce() {
        say("s/hookswitch", "{'boot':1,'seq':1,'value':'offHook'}");
        say("s/hookswitch", "{'boot':1,'seq':1,'value':'offHook'}");
        say("s/hookswitch", "{'boot':1,'seq':2,'value':'offHook'}");
        say("s/hookswitch", "{'boot':1,'seq':3,'value':'onHook'}");
        assertEquals(
                List.of("unknown", "ready", "ready hookswitch=offHook", "ready hookswitch=onHook"),
                core.told("desk-1001"));
        assertEquals(1L, fleet.counters().get("duplicates"));
    }

    @Test
    void pulledCableIsToldAfterTheGrace() {
        say("$state", "{'state':'lost','boot':1}");
        pass(4900);
        assertEquals("ready", last());
        pass(100);
        assertEquals("lost", last());
    }

    @Test
    void timeTheBrokerWaitedIsNotWaitedAgain() {
        say("$state", "{'state':'lost','boot':1,'delayMs':5000}");
        assertEquals("lost", last());
    }

    @Test
    void badMessageIsOneCountedReject() {
        say("s/hookswitch", "{'boot':1,'seq':1}");
        say("s/hookswitch", "not json");
        say("s/hookswitch", "{'seq':1,'value':'onHook'}");
        say("$state", "{'state':'on fire','boot':1}");
        assertEquals(4L, fleet.counters().get("rejected"));
        assertEquals("ready", last());
    }

    @Test
    void strangerIsRejected() {
        arrived("jackfield/1/desk-6666/$state", "{'state':'ready','boot':1}", false);
        assertEquals(1L, fleet.counters().get("rejected"));
        assertEquals(1, fleet.devices().size());
    }

    @Test
    void agentsAccountIsNoDevice() {
        arrived("jackfield/1/alice/$state", "{'state':'ready','boot':1}", false);
        assertEquals(1L, fleet.counters().get("rejected"));
    }

    @Test
    void phoneRegisteredAMomentAgoIsTakenSoon() {
        core.enrol(Enrolment.of(TENANT, "desk-1002", new LineRef("asterisk~main", "1002")));
        now += 3000;
        arrived("jackfield/1/desk-1002/$state", "{'state':'ready','boot':1}", false);
        assertEquals(List.of("ready"), core.told("desk-1002"));
    }

    @Test
    void phoneTakenOutOfTheAccountsHasNoAgentAnyMore() {
        core.remove(TENANT, "desk-1001");
        pass(30_000);
        assertTrue(fleet.devices().isEmpty());
        Device gone = ((DeviceFact) core.facts.get(core.facts.size() - 1)).device();
        assertEquals(Optional.empty(), gone.agent());
    }

    @Test
    void registeredPhoneThatNeverCameIsUnknown() {
        core.enrol(Enrolment.of(TENANT, "desk-1002", LINE));
        pass(30_000);
        assertEquals(
                List.of(Device.State.READY, Device.State.UNKNOWN),
                fleet.devices().stream().map(Device::state).toList());
    }

    @Test
    void skippedMessageIsAskedForAfterHalfASecond() {
        say("s/hookswitch", "{'boot':1,'seq':1,'value':'onHook'}");
        say("s/hookswitch", "{'boot':1,'seq':3,'value':'offHook'}");
        pass(400);
        assertEquals(List.of(), commandsSent());
        pass(100);
        assertEquals(List.of("rebirth"), commandsSent());
        pass(60_000);
        assertEquals(List.of("rebirth"), commandsSent());
    }

    @Test
    void messageThatComesALittleLateIsNotAskedFor() {
        say("e/button", "{'boot':1,'seq':2}");
        pass(400);
        say("e/button", "{'boot':1,'seq':1}");
        pass(1000);
        assertEquals(List.of(), commandsSent());
    }

    @Test
    void answerIsMatchedOnce() {
        Outgoing display = commands.display("desk-1001", RINGS, now);
        String id = text(display).replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
        say("r/" + id, "{'ok':true}");
        say("r/" + id, "{'ok':true}");
        say("r/made-up", "{'ok':true}");
        assertEquals(2L, fleet.counters().get("duplicates"));
        commands.display("desk-1001", RINGS, now);
        pass(20_000);
        assertEquals(1L, fleet.counters().get("unanswered"));
    }

    @Test
    void phoneThatComesBackShowsTheCallThatStillRings() {
        displays.hold(LINE, RINGS);
        say("$state", "{'state':'init','boot':2}");
        say("$state", "{'state':'ready','boot':2}");
        assertEquals(List.of("display", "ring"), commandsSent());
        assertTrue(text(sent.get(0)).contains("\"first\":\"Ann Customer\""));
    }

    @Test
    void phoneThatIsReadyBeforeItIsDescribedShowsTheCallOnceItIs() {
        core.enrol(Enrolment.of(TENANT, "desk-1002", LINE));
        displays.hold(LINE, RINGS);
        now += 3000;
        arrived("jackfield/1/desk-1002/$state", "{'state':'ready','boot':1}", true);
        assertEquals(0, sent.size());
        arrived("jackfield/1/desk-1002/$description", "{'boot':1,'kind':'deskphone','caps':['display']}", true);
        assertEquals(1, sent.size());
        arrived("jackfield/1/desk-1002/$description", "{'boot':1,'kind':'deskphone','caps':['display']}", true);
        assertEquals(1, sent.size());
    }

    @Test
    void phoneThatComesBackDoesNotRingForACallThatIsOver() {
        displays.hold(LINE, RINGS);
        displays.over("C1");
        say("$state", "{'state':'ready','boot':2}");
        displays.hold(LINE, RINGS);
        displays.hold(LINE, Display.clear("C1"));
        say("$state", "{'state':'ready','boot':3}");
        assertEquals(List.of(), commandsSent());
    }

    @Test
    void brokerAwayMakesUnknownAndBackGivesTimeToAnnounce() {
        fleet.away();
        assertEquals("unknown", last());
        pass(120_000);
        assertEquals("unknown", last());
        fleet.back(now);
        pass(29_900);
        assertEquals("unknown", last());
        pass(100);
        assertEquals("lost", last());
    }

    @Test
    void agentLogsInAtTheOwnPhone() {
        say("e/login", "{'boot':1,'seq':1,'agent':'alice'}");
        assertEquals(Set.of(SessionSource.DEVICE), core.sessions(TENANT, "alice"));
        say("e/logout", "{'boot':1,'seq':2}");
        assertEquals(Set.of(), core.sessions(TENANT, "alice"));
    }

    @Test
    void nobodyLogsInAtSomebodyElsesPhone() {
        say("e/login", "{'boot':1,'seq':1,'agent':'mallory'}");
        assertEquals(Set.of(), core.sessions(TENANT, "alice"));
        assertEquals(List.of("session"), commandsSent());
        assertTrue(text(sent.get(0)).contains("\"code\":\"rejected\""));
    }

    @Test
    void sessionFactLogsInToo() {
        say("s/session", "{'boot':1,'seq':1,'value':'loggedIn'}");
        assertEquals(Set.of(SessionSource.DEVICE), core.sessions(TENANT, "alice"));
        say("s/session", "{'boot':1,'seq':2,'value':'loggedOut'}");
        assertEquals(Set.of(), core.sessions(TENANT, "alice"));
    }

    @Test
    void phoneShowsThatItsAgentWasLoggedOut() {
        say("e/login", "{'boot':1,'seq':1}");
        sent.clear();
        logins.changed("alice", false, now);
        assertTrue(text(sent.get(0)).contains("\"loggedIn\":false"), text(sent.get(0)));
    }

    @Test
    void retainedEventIsAnOldOneAndRejected() {
        arrived("jackfield/1/desk-1001/e/login", "{'boot':1,'seq':1,'agent':'alice'}", true);
        assertEquals(Set.of(), core.sessions(TENANT, "alice"));
    }

    @Test
    void commandFitsAKilobyteWhateverTheCallersNameIs() {
        Display huge = new Display("01JD0000000000000000000000", "🎧\"\n".repeat(400), "\\".repeat(400), true);
        assertTrue(commands.display("d".repeat(64), huge, now).payload().length <= 1024);
    }

    @Test
    void phoneThatSpeaksTheMomentItIsEnrolledIsAskedToSayItAgain() {
        core.enrol(Enrolment.of(TENANT, "desk-1002", LINE));
        arrived("jackfield/1/desk-1002/$state", "{'state':'ready','boot':1}", false);
        assertEquals(List.of(), core.told("desk-1002"));
        pass(5_000);
        pass(5_000);
        assertEquals(
                1,
                sent.stream()
                        .filter(m -> m.topic().equals("jackfield/1/desk-1002/c/rebirth"))
                        .count());
    }

    @Test
    void deviceThatFloodsIsNotHeardUntilItCalmsDown() {
        for (int seq = 1; seq <= 10_000; seq++) {
            say("s/battery", "{'boot':1,'seq':" + seq + ",'value':'" + seq % 100 + "'}");
        }
        assertTrue(fleet.counters().get("flooded") >= 9_000, fleet.counters().toString());
        assertTrue(core.told("desk-1001").size() < 300, "others hear of few of them");
        pass(10_000);
        say("s/battery", "{'boot':1,'seq':10001,'value':'7'}");
        assertEquals("ready battery=7", last());
    }

    @Test
    void childIsLostWithItsBridgeAndBackWithIt() {
        core.enrol(new Enrolment(TENANT, "hs-7", "", List.of(LINE), Optional.empty(), Optional.of("desk-1001")));
        pass(5_000);
        arrived("jackfield/1/hs-7/$description", "{'boot':1,'kind':'headset','root':'desk-1001'}", false);
        arrived("jackfield/1/hs-7/$state", "{'state':'ready','boot':1}", false);
        say("$state", "{'state':'disconnected','boot':1}");
        say("$state", "{'state':'ready','boot':2}");
        assertEquals(
                List.of("ready", "disconnected", "ready"), core.told("hs-7").subList(1, 4));
    }

    @Test
    void bridgeThatWasNotGrantedIsRejected() {
        say("$description", "{'boot':1,'kind':'deskphone','root':'desk-6666'}");
        assertEquals(1L, fleet.counters().get("rejected"));
    }

    private List<Device> devicesOf(String agent) {
        return fleet.readyOf(agent).stream().map(fleet::view).toList();
    }

    private void pass(long ms) {
        now += ms;
        fleet.tick(now);
    }

    private void say(String part, String json) {
        arrived("jackfield/1/desk-1001/" + part, json, false);
    }

    private void arrived(String topic, String json, boolean retained) {
        fleet.arrived(topic, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), retained, now);
    }

    private String last() {
        List<String> told = core.told("desk-1001");
        return told.get(told.size() - 1);
    }

    private List<String> commandsSent() {
        return sent.stream()
                .map(m -> m.topic().replace("jackfield/1/desk-1001/c/", ""))
                .toList();
    }

    private static String text(Outgoing message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }
}
