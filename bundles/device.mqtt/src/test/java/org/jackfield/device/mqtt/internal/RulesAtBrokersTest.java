package org.jackfield.device.mqtt.internal;

import static org.jackfield.device.mqtt.internal.FakeCore.TENANT;
import static org.jackfield.device.mqtt.internal.RuleDesk.SOON;
import static org.jackfield.device.mqtt.internal.RuleDesk.done;
import static org.jackfield.device.mqtt.internal.RuleDesk.pass;
import static org.jackfield.device.mqtt.internal.RuleDesk.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.Device.State;
import org.jackfield.api.device.DeviceCheck.Verdict;
import org.jackfield.api.device.Enrolment;
import org.jackfield.api.health.Status;
import org.jackfield.device.mqtt.internal.Brokers.Running;
import org.jackfield.device.sim.internal.Gadget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every rule of {@code jackfield/1}, one printed line a rule, the same at Artemis and at Mosquitto: the driver and the
 * engine that decides, devices of {@code device.sim}, and a real broker that is killed on the way.
 */
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class RulesAtBrokersTest {
    private static final String READY = "ready (chosen by alice)";
    private static final LineRef OTHER = new LineRef("asterisk~main", "1002");

    @TempDir
    Path folder;

    private String name = "";
    private RuleDesk desk;
    private Gadget phone;

    /** Starts a broker at that port, empty. */
    private interface Start {
        Running at(int port) throws Exception;
    }

    @Test
    void artemis() throws Exception {
        name = "Artemis";
        everyRuleHolds(Brokers::artemis);
    }

    /** With the rules that are exported for it. Runs where Mosquitto is installed. */
    @Test
    void mosquitto() throws Exception {
        assumeTrue(Brokers.mosquittoIsInstalled(), "Mosquitto is not installed");
        name = "Mosquitto";
        Enrolment child = new Enrolment(TENANT, "child-1", "", List.of(), Optional.empty(), Optional.of("base-1"));
        String acl = new MosquittoRules("jackfield", "").acl(List.of(child));
        List<String> users = List.of("jackfield", "desk-1001", "desk-1002", "hs-7", "base-1");
        everyRuleHolds(port -> Brokers.mosquitto(folder, acl, users, port));
    }

    private void everyRuleHolds(Start broker) throws Exception {
        int port = Brokers.freePort();
        Running running = broker.at(port);
        try (RuleDesk open = new RuleDesk(port)) {
            desk = open;
            desk.core.enrol(Enrolment.of(TENANT, "desk-1002", OTHER));
            desk.core.enrol(new Enrolment(TENANT, "hs-7", "", List.of(), Optional.of("alice"), Optional.empty()));
            desk.core.enrol(new Enrolment(TENANT, "base-1", "", List.of(), Optional.empty(), Optional.empty()));
            desk.core.enrol(new Enrolment(TENANT, "child-1", "", List.of(), Optional.empty(), Optional.of("base-1")));
            until(
                    SOON,
                    "the server is connected",
                    () -> desk.devices.health().get(0).state() == Status.State.UP);
            desk.presence.choose(TENANT, "alice", AgentState.READY, Optional.empty(), "alice");
            phone = desk.start(desk.gadget("desk-1001", "deskphone", 5, 100));
            desk.await("desk-1001", State.READY);
            desk.told();
            factsAndDecisions();
            mute();
            duplicatesAndGaps();
            flapStopAndCable();
            olderProtocol();
            commands();
            bridge();
            pairing();
            int before = desk.core.told("desk-1001").size();
            running.close();
            until(SOON, "the phone is unknown", () -> desk.seen("desk-1001").state() == State.UNKNOWN);
            pass(1_500);
            running = broker.at(port);
            backEmpty(before);
        } finally {
            running.close();
        }
    }

    private void factsAndDecisions() {
        done(phone.fact("hookswitch", "offHook"));
        desk.awaitFact("desk-1001", "hookswitch", "offHook");
        done(phone.fact("hookswitch", "onHook"));
        assertEquals(Device.Kind.DESKPHONE, desk.seen("desk-1001").kind());
        done(phone.event("presence-request", "\"state\":\"notReady\",\"reason\":\"lunch\""));
        desk.awaitTold(SOON, "notReady lunch (chosen by alice)");
        done(phone.event("presence-request", "\"state\":\"ready\""));
        desk.awaitTold(SOON, READY);
        kept("1", "devices state facts and ask; the server decides and names who chose");
        Gadget headset = desk.start(desk.gadget("hs-7", "headset", 5, 100));
        done(headset.fact("worn", "on"));
        done(headset.fact("worn", "off"));
        long off = desk.awaitTold(SOON, "notReady headsetOff (headset hs-7 is off the head)");
        done(headset.fact("worn", "on"));
        desk.awaitTold(SOON, READY);
        kept("1", "a headset off the head for the policy's 1500 ms is notReady after " + off + " ms, and back");
        headset.stop();
        desk.awaitTold(SOON, "notReady deviceLost (headset hs-7 disconnected)");
        desk.start(headset);
        desk.awaitTold(SOON, READY);
    }

    private void mute() {
        Gadget headset = desk.start(desk.gadget("hs-7", "headset", 5, 500));
        done(headset.fact("worn", "on"));
        done(headset.fact("mute", "off"));
        done(phone.fact("mute", "off"));
        desk.awaitFact("desk-1001", "mute", "off");
        desk.awaitFact("hs-7", "mute", "off");
        done(headset.fact("mute", "on"));
        desk.awaitFact("desk-1001", "mute", "on");
        done(phone.fact("mute", "off"));
        desk.awaitFact("hs-7", "mute", "off");
        pass(500);
        assertEquals("off", desk.seen("desk-1001").facts().get("mute"));
        long told = count(phone, "mute") + count(headset, "mute");
        assertTrue(told <= 3, told + " commands for two keys");
        kept("7", "mute pressed on headset and phone: both the same after " + told + " commands, and at rest");
        headset.stop();
        desk.await("hs-7", State.DISCONNECTED);
        desk.core.remove(TENANT, "hs-7");
        until(
                SOON,
                "nobody misses the headset",
                () -> desk.presence.of(TENANT, "alice").state() == AgentState.READY);
        desk.told();
    }

    private void duplicatesAndGaps() {
        done(phone.fact("battery", "80"));
        desk.awaitFact("desk-1001", "battery", "80");
        long duplicates = desk.counter("duplicates");
        done(phone.say("s/battery", fact(phone.boot(), phone.seq(), "10"), true));
        done(phone.say("s/battery", fact(phone.boot() - 1, 999, "11"), true));
        done(phone.say("$state", "{\"state\":\"lost\",\"boot\":" + (phone.boot() - 1) + "}", true));
        until(SOON, "three count for nothing", () -> desk.counter("duplicates") == duplicates + 3);
        assertEquals("80", desk.seen("desk-1001").facts().get("battery"));
        assertEquals(State.READY, desk.seen("desk-1001").state());
        done(phone.say("$state", "{\"state\":\"ready\",\"boot\":" + phone.boot() + "}", true));
        kept("2", "a duplicate, an older boot and a late will of an old session change nothing");
        long rebirths = count(phone, "rebirth");
        done(phone.say("s/battery", fact(phone.boot(), phone.seq() + 2, "71"), true));
        done(phone.say("s/link", fact(phone.boot(), phone.seq() + 1, "wired"), true));
        phone.lose(2);
        pass(800);
        assertEquals(rebirths, count(phone, "rebirth"), "two that overtook each other are no gap");
        assertEquals("71", desk.seen("desk-1001").facts().get("battery"));
        phone.lose(1);
        long lost = System.nanoTime();
        done(phone.fact("battery", "72"));
        until(SOON, "a rebirth is asked for", () -> count(phone, "rebirth") == rebirths + 1);
        long after = (System.nanoTime() - lost) / 1_000_000;
        assertTrue(after >= 450, "asked after " + after + " ms");
        kept("2", "disorder within 500 ms is borne; a gap is asked about after " + after + " ms by a rebirth");
    }

    private void flapStopAndCable() {
        desk.told();
        for (int i = 0; i < 3; i++) {
            phone.mqtt().orElseThrow().kill();
            pass(1_000);
            desk.start(phone);
            pass(1_000);
        }
        assertEquals(List.of(), desk.told());
        kept("3", "a phone that flaps every 2 s changes nothing");
        phone.stop();
        long stop = desk.awaitTold(SOON, "notReady deviceLost (device desk-1001 disconnected)");
        assertTrue(stop <= 1_000, "a clean stop showed after " + stop + " ms");
        desk.start(phone);
        desk.awaitTold(SOON, READY);
        phone.mqtt().orElseThrow().pullCable();
        long cable = desk.awaitTold(Duration.ofSeconds(20), "notReady deviceLost (device desk-1001 lost)");
        phone.mqtt().orElseThrow().kill();
        phone = desk.start(desk.gadget("desk-1001", "deskphone", 5, 1_000));
        desk.awaitTold(SOON, READY);
        kept("3", "a clean stop shows after " + stop + " ms, a pulled cable after " + cable + " ms");
    }

    private void olderProtocol() {
        Gadget old = desk.start(desk.gadget("desk-1002", "deskphone", 3, 100));
        desk.await("desk-1002", State.READY);
        old.mqtt().orElseThrow().kill();
        pass(1_000);
        desk.start(old);
        pass(5_500);
        assertEquals(State.READY, desk.seen("desk-1002").state(), "the flap was not seen");
        old.mqtt().orElseThrow().kill();
        long gone = System.nanoTime();
        desk.await("desk-1002", State.LOST);
        long after = (System.nanoTime() - gone) / 1_000_000;
        assertTrue(after >= 4_500 && after < 8_000, "lost after " + after + " ms");
        kept("3", "with MQTT 3.1.1 a flap is not seen either, and a broken connection is lost after " + after + " ms");
    }

    private void commands() throws Exception {
        done(phone.event("login", "\"method\":\"code\""));
        Gadget.Command challenge = command(phone, "challenge");
        assertEquals(5_000, challenge.body().path("ttlMs").asInt());
        String answer = "r/" + challenge.body().path("id").asText();
        until(SOON, "it is answered", () -> !phone.commands().isEmpty());
        pass(200);
        long duplicates = desk.counter("duplicates");
        done(phone.say(answer, "{\"ok\":true}", false));
        until(SOON, "the second answer counts for nothing", () -> desk.counter("duplicates") == duplicates + 1);
        var findings = desk.devices
                .check(TENANT, "desk-1001", Duration.ofSeconds(4))
                .toCompletableFuture()
                .get();
        assertTrue(findings.stream().noneMatch(f -> f.verdict() == Verdict.BROKEN), findings.toString());
        long kept = findings.stream().filter(f -> f.verdict() == Verdict.KEPT).count();
        kept(
                "4",
                "commands carry id and ttlMs and are answered once; a check of the device finds " + kept
                        + " rules kept and none broken");
    }

    private void bridge() {
        Gadget bridge = desk.start(desk.gadget("base-1", "bridge", 5, 100));
        String child = "jackfield/1/child-1/";
        String described = "{\"v\":1,\"boot\":7,\"kind\":\"headset\",\"root\":\"base-1\",\"caps\":[\"mute\"]}";
        done(bridge.mqtt().orElseThrow().publish(child + "$description", described, true));
        done(bridge.mqtt().orElseThrow().publish(child + "$state", "{\"state\":\"ready\",\"boot\":7}", true));
        desk.await("child-1", State.READY);
        bridge.stop();
        desk.await("child-1", State.DISCONNECTED);
        desk.start(bridge);
        desk.await("child-1", State.READY);
        bridge.stop();
        kept("6", "a bridge speaks for a granted child, which is lost with it and back with it");
        if (name.equals("Mosquitto")) {
            Gadget stranger = desk.start(desk.gadget("desk-1002", "deskphone", 5, 1_000));
            int foreign = done(stranger.mqtt().orElseThrow().publish(child + "$state", "{}", true));
            int agent = done(stranger.mqtt().orElseThrow().publish("jackfield/1/$agent/alice/presence", "{}", true));
            int command = done(stranger.mqtt().orElseThrow().publish("jackfield/1/desk-1002/c/ring", "{}", false));
            assertTrue(foreign >= 0x80 && agent >= 0x80 && command >= 0x80, foreign + " " + agent + " " + command);
            kept("5", "with the exported rules a device is refused another's id, $agent and commands");
            stranger.stop();
            desk.await("desk-1002", State.DISCONNECTED);
        }
    }

    private void pairing() {
        Gadget other = desk.start(desk.gadget("desk-1002", "deskphone", 5, 2_000));
        desk.await("desk-1002", State.READY);
        done(other.event("login", "\"method\":\"code\""));
        String code = command(other, "challenge").body().path("code").asText();
        assertEquals("desk-1002", desk.devices.confirm(TENANT, "alice", code));
        until(SOON, "alice is logged in there", () -> count(other, "session") > 0);
        assertEquals(List.of("alice in at desk-1002"), desk.shifts.stamps);
        assertEquals(Optional.of(OTHER), Optional.ofNullable(desk.core.seat));
        other.mqtt().orElseThrow().kill();
        desk.await("desk-1002", State.LOST);
        assertEquals(1, desk.shifts.stamps.size(), "a lost device clocks nobody out");
        kept(
                "8",
                "a code on the display, confirmed on the page, seats the agent and begins a shift that a loss does not end");
        desk.told();
    }

    private void backEmpty(int before) {
        until(Duration.ofSeconds(40), "the phone is let in again", () -> {
            try {
                desk.start(phone);
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        });
        until(
                Duration.ofSeconds(40),
                "the phone is ready",
                () -> desk.seen("desk-1001").state() == State.READY);
        pass(500);
        assertEquals(List.of(), desk.told());
        List<String> since = desk.core.told("desk-1001");
        assertFalse(since.subList(before, since.size()).contains("lost"), "no phantom loss: " + since);
        kept(
                "3",
                "the broker is killed and back empty: devices are unknown and ready again, and nobody's state changed");
    }

    private static Gadget.Command command(Gadget gadget, String name) {
        until(SOON, "the command " + name, () -> count(gadget, name) > 0);
        return gadget.commands().stream()
                .filter(c -> c.name().equals(name))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static long count(Gadget gadget, String command) {
        return gadget.commands().stream().filter(c -> c.name().equals(command)).count();
    }

    private static String fact(long boot, long seq, String value) {
        return "{\"boot\":" + boot + ",\"seq\":" + seq + ",\"value\":\"" + value + "\"}";
    }

    private void kept(String rule, String what) {
        System.out.println("rule " + rule + " | " + name + " | " + what);
    }
}
