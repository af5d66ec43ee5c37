package org.jackfield.it.device;

import static org.jackfield.it.device.DeviceDesk.SOON;
import static org.jackfield.it.device.DeviceDesk.atLine;
import static org.jackfield.it.device.DeviceDesk.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jackfield.device.sim.internal.Gadget;
import org.jackfield.device.sim.internal.Gadget.Command;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Setup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The rules of {@code jackfield/1} with the real server and a real broker, one printed line a rule. Subclasses choose
 * the broker; what must hold is the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
abstract class DeviceRules {
    private static final String AGENTS = """
        agent,name,team,link,line
        alice,Alice Agent,support,asterisk~main,1001
        bob,Bob Agent,support,asterisk~main,1002
        """;
    private static final String READY = "ready (chosen by alice)";

    private BrokerUnderTest broker;
    private Jackfield server;
    private DeviceDesk desk;
    private Gadget phone;

    abstract BrokerUnderTest broker();

    @BeforeAll
    void open() {
        broker = broker();
        Setup setup = new Setup()
                .agents(AGENTS)
                .key(Setup.PRESENCE, "headsetOffMs", "3000")
                .key(Setup.PRESENCE, "deviceSteadyMs", "1000");
        broker.furnish(setup);
        server = Jackfield.start(getClass().getSimpleName(), setup);
        server.as("alice");
        desk = new DeviceDesk(server, broker);
        desk.enrol("desk-1001", atLine("1001") + ",\"place\":\"Desk 14\"");
        desk.enrol("desk-1002", atLine("1002"));
        desk.enrol("hs-7", "\"agent\":\"alice\"");
        desk.enrol("base-1", "\"place\":\"cupboard\"");
        desk.enrol("child-1", "\"agent\":\"bob\",\"root\":\"base-1\"");
        broker.enrolled(server);
        server.as("alice").put("/agents/me/state", "{\"state\":\"ready\"}").orFail();
        Await.until(Duration.ofSeconds(40), "the server is connected", () -> desk.counter("devices") == 5);
        phone = desk.device("desk-1001", "deskphone", 5);
        desk.told();
    }

    @AfterAll
    void close() {
        for (AutoCloseable part : new AutoCloseable[] {desk, server, broker}) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException("A part of the test could not be closed", e);
            }
        }
    }

    @Test
    void r01_birthsTellWhatADeviceIsAndFactsHowItIs() {
        JsonNode seen = desk.seen("desk-1001");
        assertEquals("deskphone", seen.path("kind").asText());
        assertEquals("Desk 14", seen.path("place").asText());
        assertEquals("alice", seen.path("agent").asText());
        done(phone.fact("hookswitch", "offHook"));
        desk.awaitFact("desk-1001", "hookswitch", "offHook");
        done(phone.fact("hookswitch", "onHook"));
        desk.awaitFact("desk-1001", "hookswitch", "onHook");
        kept("0", "births, facts and the register's entry are seen over the API");
    }

    @Test
    void r02_theServerDecidesAndNamesTheCause() {
        done(phone.event("presence-request", "\"state\":\"notReady\",\"reason\":\"lunch\""));
        desk.awaitTold(SOON, "notReady lunch (chosen by alice)");
        done(phone.event("presence-request", "\"state\":\"ready\""));
        desk.awaitTold(SOON, READY);
        kept("1", "devices ask, the server decides: notReady with reason and cause, and back");
    }

    @Test
    void r03_headsetOffTheHead() {
        Gadget headset = desk.device("hs-7", "headset", 5);
        done(headset.fact("worn", "on"));
        done(headset.fact("worn", "off"));
        desk.awaitTold(Duration.ofSeconds(8), "notReady headsetOff (headset hs-7 is off the head)");
        done(headset.fact("worn", "on"));
        desk.awaitTold(SOON, READY);
        headset.stop();
        desk.awaitTold(SOON, "notReady deviceLost (headset hs-7 disconnected)");
        DeviceDesk.start(headset);
        desk.awaitTold(SOON, READY);
        kept("1", "headset off the head, laid aside and back: each a change with its cause");
    }

    @Test
    void r04_muteHasOneOwner() {
        Gadget headset = connected("hs-7", "headset");
        done(headset.fact("worn", "on"));
        done(headset.fact("mute", "off"));
        done(phone.fact("mute", "off"));
        desk.awaitFact("desk-1001", "mute", "off");
        done(headset.fact("mute", "on"));
        desk.awaitFact("desk-1001", "mute", "on");
        done(phone.fact("mute", "off"));
        desk.awaitFact("hs-7", "mute", "off");
        Await.pass(Duration.ofMillis(700));
        assertEquals("off", desk.seen("desk-1001").path("facts").path("mute").asText());
        long commands =
                phone.commands().stream().filter(c -> c.name().equals("mute")).count()
                        + headset.commands().stream()
                                .filter(c -> c.name().equals("mute"))
                                .count();
        assertTrue(commands <= 4, commands + " commands for two keys");
        headset.mqtt().orElseThrow().kill();
        desk.await(Duration.ofSeconds(10), "hs-7", "lost");
        desk.told();
        kept("7", "mute pressed on headset and phone: both the same, " + commands + " commands in all");
    }

    @Test
    void r05_duplicatesOldBootsAndLateWillsCountNothing() {
        done(phone.fact("battery", "80"));
        desk.awaitFact("desk-1001", "battery", "80");
        long duplicates = desk.counter("duplicates");
        String again = "{\"boot\":" + phone.boot() + ",\"seq\":" + phone.seq() + ",\"value\":\"10\"}";
        done(phone.say("s/battery", again, true));
        done(phone.say("$state", "{\"state\":\"lost\",\"boot\":" + (phone.boot() - 1) + "}", true));
        done(phone.say("s/battery", "{\"boot\":" + (phone.boot() - 1) + ",\"seq\":999,\"value\":\"11\"}", true));
        Await.until(SOON, "three are counted as duplicates", () -> desk.counter("duplicates") == duplicates + 3);
        assertEquals("80", desk.seen("desk-1001").path("facts").path("battery").asText());
        assertEquals("ready", desk.seen("desk-1001").path("state").asText());
        done(phone.say("$state", "{\"state\":\"ready\",\"boot\":" + phone.boot() + "}", true));
        kept("2", "a duplicate, an older boot and a late will change nothing");
    }

    @Test
    void r06_aGapIsAskedAboutAndDisorderIsNot() {
        long before = rebirths();
        long seq = phone.seq();
        done(phone.say("s/battery", fact(seq + 2, "71"), true));
        done(phone.say("s/link", fact(seq + 1, "wired"), true));
        phone.lose(2);
        Await.pass(Duration.ofMillis(1200));
        assertEquals(before, rebirths(), "two that overtook each other are no gap");
        desk.awaitFact("desk-1001", "battery", "71");
        long lost = System.nanoTime();
        phone.lose(1);
        done(phone.fact("battery", "72"));
        Await.until(SOON, "a rebirth is asked for", () -> rebirths() == before + 1);
        long after = (System.nanoTime() - lost) / 1_000_000;
        assertTrue(after >= 450, "asked after " + after + " ms");
        kept("2", "disorder is borne, a gap is asked about after " + after + " ms");
    }

    @Test
    void r08_theOlderProtocolIsTheSame() {
        Gadget old = desk.device("desk-1002", "deskphone", 3);
        old.mqtt().orElseThrow().kill();
        Await.pass(Duration.ofSeconds(1));
        DeviceDesk.start(old);
        Await.pass(Duration.ofSeconds(6));
        assertEquals("ready", desk.seen("desk-1002").path("state").asText(), "a flap is not seen");
        long gone = System.nanoTime();
        old.mqtt().orElseThrow().kill();
        desk.await(Duration.ofSeconds(10), "desk-1002", "lost");
        long after = (System.nanoTime() - gone) / 1_000_000;
        assertTrue(after >= 4_500, "the server waits for MQTT 3.1.1: " + after);
        kept("3", "MQTT 3.1.1: a flap unseen, a broken connection lost after " + after + " ms");
    }

    @Test
    void r09_commandsExpireAndAreAnsweredOnce() {
        long unanswered = desk.counter("unanswered");
        done(phone.event("login", "\"method\":\"code\""));
        Command challenge = command("challenge");
        assertEquals(5000, challenge.body().path("ttlMs").asInt());
        long duplicates = desk.counter("duplicates");
        done(phone.say("r/" + challenge.body().path("id").asText(), "{\"ok\":true}", false));
        Await.until(SOON, "a second answer is a duplicate", () -> desk.counter("duplicates") == duplicates + 1);
        assertEquals(unanswered, desk.counter("unanswered"));
        String found = server.shell("jackfield:device-check --seconds 6 desk-1001");
        assertTrue(found.contains("desk-1001 keeps every rule that was seen"), found);
        kept("4", "a command has id and ttlMs, its second answer does not count; device-check finds every rule kept");
    }

    @Test
    void r10_aBridgeSpeaksForItsChildrenWhoAreLostWithIt() {
        Gadget bridge = desk.device("base-1", "bridge", 5);
        String child = "jackfield/1/child-1/";
        String described = "{\"v\":1,\"boot\":7,\"kind\":\"headset\",\"root\":\"base-1\",\"caps\":[\"mute\"]}";
        assertEquals(0, done(bridge.mqtt().orElseThrow().publish(child + "$description", described, true)));
        done(bridge.mqtt().orElseThrow().publish(child + "$state", "{\"state\":\"ready\",\"boot\":7}", true));
        desk.await("child-1", "ready");
        bridge.stop();
        desk.await("child-1", "disconnected");
        DeviceDesk.start(bridge);
        desk.await("child-1", "ready");
        assertEquals("headset", desk.seen("child-1").path("kind").asText());
        bridge.stop();
        kept("6", "a bridge speaks for the child the register grants, which is lost with it and back with it");
    }

    @Test
    void r11_aCodeOnTheDisplayIsConfirmedOnThePageAndBeginsAShift() {
        Gadget other = desk.device("desk-1002", "deskphone", 5);
        done(other.event("login", "\"method\":\"code\""));
        String code = Await.value(SOON, "the phone shows a code", () -> other.commands().stream()
                .filter(c -> c.name().equals("challenge"))
                .map(c -> c.body().path("code").asText())
                .findFirst());
        assertEquals(
                400,
                server.as("bob").post("/devices/pairings", "{\"code\":\"no\"}").status());
        JsonNode paired = server.as("alice")
                .post("/devices/pairings", "{\"code\":\"" + code + "\"}")
                .orFail();
        assertEquals("desk-1002", paired.path("device").asText());
        Await.until(
                SOON,
                "alice sits there",
                () -> desk.seen("desk-1002").path("agent").asText().equals("alice"));
        JsonNode shift = Await.value(SOON, "a shift began", () -> Optional.of(
                        server.as("alice").get("/shifts").orFail().path("items").path(0))
                .filter(s -> s.path("startedAt").asText().equals("desk-1002")));
        assertTrue(shift.path("end").isNull());
        done(other.event("logout", ""));
        Await.until(SOON, "the shift is over", () -> !server.as("alice")
                .get("/shifts")
                .orFail()
                .at("/items/0/end")
                .isNull());
        other.stop();
        desk.await("desk-1002", "disconnected");
        desk.told();
        kept("8", "pairing code, session moved to the other phone, shift clocked in and out");
    }

    @Test
    void r12_whileTheBrokerIsAwayNobodysStateChanges() {
        desk.told();
        broker.goAway(server);
        desk.await(Duration.ofSeconds(20), "desk-1001", "unknown");
        Await.pass(Duration.ofSeconds(2));
        broker.comeBackEmpty(server);
        Await.until(Duration.ofSeconds(45), "the phone is let in again", () -> {
            DeviceDesk.start(phone);
            return true;
        });
        long back = System.nanoTime();
        desk.await(Duration.ofSeconds(45), "desk-1001", "ready");
        long after = (System.nanoTime() - back) / 1_000_000;
        Await.pass(Duration.ofSeconds(1));
        assertEquals(List.of(), desk.told(), "nobody's state changed");
        kept(
                "3",
                "broker away and back empty: devices unknown, then ready " + after
                        + " ms after birth; no state changed");
    }

    @Test
    void r14_theGuidesPythonClientKeepsEveryRule() throws Exception {
        desk.enrol("desk-1", atLine("1002"));
        broker.enrolled(server);
        Await.until(Duration.ofSeconds(15), "the register is read", () -> desk.counter("devices") == 6);
        try (Transcript python = Transcript.start(
                "/usr/bin/python3",
                "../docs/device.py",
                "127.0.0.1",
                String.valueOf(broker.port(server)),
                "desk-1",
                desk.password("desk-1"))) {
            desk.await(Duration.ofSeconds(10), "desk-1", "ready");
            python.type("mute on");
            desk.awaitFact("desk-1", "mute", "on");
            python.type("login");
            python.await("code: ");
            String found = server.shell("jackfield:device-check --seconds 6 desk-1");
            assertTrue(found.contains("desk-1 keeps every rule that was seen"), found);
            python.await("display: Jackfield / checks me");
        }
        desk.await("desk-1", "disconnected");
        kept("guide", "device.py is seen, mutes, shows a code, keeps every rule of device-check and says goodbye");
    }

    private Gadget connected(String id, String kind) {
        return desk.device(id, kind, 5);
    }

    private Command command(String name) {
        return Await.value(SOON, "the command " + name, () -> phone.commands().stream()
                .filter(c -> c.name().equals(name))
                .reduce((a, b) -> b));
    }

    private long rebirths() {
        return phone.commands().stream().filter(c -> c.name().equals("rebirth")).count();
    }

    private String fact(long seq, String value) {
        return "{\"boot\":" + phone.boot() + ",\"seq\":" + seq + ",\"value\":\"" + value + "\"}";
    }

    private void kept(String rule, String what) {
        System.out.printf("rule %s | %s | %s%n", rule, broker.name(), what);
    }
}
