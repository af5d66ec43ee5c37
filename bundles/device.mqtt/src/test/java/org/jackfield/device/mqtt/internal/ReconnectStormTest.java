package org.jackfield.device.mqtt.internal;

import static org.jackfield.device.mqtt.internal.FakeCore.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.Enrolment;
import org.jackfield.device.mqtt.internal.Brokers.Running;
import org.jackfield.device.sim.internal.Gadget;
import org.jackfield.device.sim.internal.Login;
import org.jackfield.device.sim.internal.Mqtt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All devices lose their connection at once and are back within half a minute. A few hundred by default; ten thousand
 * with {@code -Djackfield.devices=10000}. Runs where Mosquitto is installed.
 */
@Timeout(300)
class ReconnectStormTest {
    private static final int DEVICES = Integer.getInteger("jackfield.devices", 200);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void everybodyIsBackAndSeen() throws Exception {
        assumeTrue(Brokers.mosquittoIsInstalled(), "Mosquitto is not installed");
        String acl = new MosquittoRules("jackfield", "").acl(List.of());
        try (Running broker = Brokers.mosquitto(folder, acl, List.of("jackfield", "many"), Brokers.freePort(), true);
                RuleDesk desk = new RuleDesk(broker.port())) {
            List<Gadget> gadgets = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                String id = "desk-" + (10_000 + i);
                desk.core.enrol(Enrolment.of(TENANT, id, new LineRef("asterisk~main", String.valueOf(10_000 + i))));
                Login login = Login.of("127.0.0.1", broker.port(), 5, id, "");
                gadgets.add(new Gadget(desk.network, login, "jackfield", "deskphone", 100));
            }
            RuleDesk.until(
                    PATIENCE,
                    "the register is read",
                    () -> desk.devices.devices().size() == DEVICES + 1);
            RuleDesk.until(
                    PATIENCE,
                    "the broker is there",
                    () -> desk.devices.health().get(0).reason().isEmpty());
            double first = start(desk, gadgets);
            gadgets.forEach(gadget -> gadget.mqtt().ifPresent(Mqtt::kill));
            double storm = start(desk, gadgets);
            assertEquals(
                    DEVICES,
                    desk.devices.devices().stream()
                            .filter(d -> d.state() == Device.State.READY)
                            .count());
            assertEquals(List.of(), desk.told(), "nobody's state changed");
            System.out.printf(
                    "storm | %d devices | first births seen after %.1f s | all connections broken, births again seen after"
                            + " %.1f s | %d rejected%n",
                    DEVICES, first, storm, desk.counter("rejected"));
        }
    }

    /** Births without a network: what the driver itself keeps of a device. */
    @Test
    void aDeviceCostsLittleMemory() {
        FakeCore core = new FakeCore();
        int many = Math.max(DEVICES, 2_000);
        for (int i = 0; i < many; i++) {
            core.enrol(Enrolment.of(TENANT, "desk-" + (10_000 + i), new LineRef("asterisk~main", "" + (10_000 + i))));
        }
        Topics topics = new Topics("jackfield");
        Commands commands = new Commands(topics, "run");
        Wishes nothing = new Wishes() {
            @Override
            public void event(Device device, String event, Payload payload, long now) {
                throw new AssertionError("nobody did anything");
            }

            @Override
            public void fact(Device device, String facet, String value, boolean done, long now) {
                // Heard.
            }
        };
        Registry registry = new Registry(core, TENANT);
        registry.refresh(0);
        long before = heap();
        Fleet fleet = new Fleet(
                TENANT, topics, registry, core, core, commands, new Shows(commands, new Displays()), nothing, m -> {});
        fleet.tick(0);
        for (int i = 0; i < many; i++) {
            String id = "jackfield/1/desk-" + (10_000 + i) + "/";
            say(
                    fleet,
                    id + "$description",
                    "{\"v\":1,\"boot\":1,\"kind\":\"deskphone\",\"vendor\":\"Example\",\"model\":\"One\","
                            + "\"caps\":[\"hookswitch\",\"ring\",\"mute\",\"display\",\"login\"]}");
            say(fleet, id + "s/hookswitch", "{\"boot\":1,\"seq\":1,\"value\":\"onHook\"}");
            say(fleet, id + "s/mute", "{\"boot\":1,\"seq\":2,\"value\":\"off\"}");
            say(fleet, id + "$state", "{\"state\":\"ready\",\"boot\":1}");
        }
        core.facts.clear();
        long each = (heap() - before) / many;
        assertEquals(many, fleet.counters().get("ready"));
        System.out.printf("storm | %d bytes of heap a device in the driver, with two facts%n", each);
        assertTrue(each < 8_000, each + " bytes a device");
    }

    private static void say(Fleet fleet, String topic, String json) {
        fleet.arrived(topic, json.getBytes(StandardCharsets.UTF_8), false, 0);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Seconds until the server has seen every birth. */
    private static double start(RuleDesk desk, List<Gadget> gadgets) throws InterruptedException {
        long began = System.nanoTime();
        Semaphore turns = new Semaphore(200);
        List<CompletableFuture<Gadget>> births = new ArrayList<>();
        for (Gadget gadget : gadgets) {
            turns.acquire();
            births.add(gadget.start().whenComplete((born, failure) -> turns.release()));
        }
        CompletableFuture.allOf(births.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        long boots = gadgets.get(0).boot();
        RuleDesk.until(
                PATIENCE,
                "every birth of boot " + boots + " is seen",
                () -> desk.counter("ready") == DEVICES && desk.counter("messages") >= 2L * DEVICES * (boots - 100));
        return (System.nanoTime() - began) / 1e9;
    }
}
