package org.jackfield.device.mqtt.internal;

import static org.jackfield.device.mqtt.internal.FakeCore.LINE;
import static org.jackfield.device.mqtt.internal.FakeCore.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceCheck.Finding;
import org.jackfield.api.device.DeviceCheck.Verdict;
import org.jackfield.api.device.Enrolment;
import org.jackfield.api.health.Status;
import org.jackfield.device.mqtt.internal.Brokers.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guide for makers of devices, executed as written. Runs where Mosquitto and its clients are installed. */
@Timeout(90)
class GuideTest {
    private static final Path GUIDE = Path.of("../../docs/devices.md");
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    Path folder;

    private Running broker;
    private RuleDesk desk;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Brokers.mosquittoIsInstalled(), "Mosquitto is not installed");
        String acl = new MosquittoRules("jackfield", "").acl(List.of());
        broker = Brokers.mosquitto(folder, acl, List.of("jackfield", "desk-1"));
        desk = new RuleDesk(broker.port());
        desk.core.enrol(Enrolment.of(TENANT, "desk-1", LINE));
        RuleDesk.until(
                RuleDesk.SOON,
                "the register is read and the broker is there",
                () -> desk.devices.devices().size() == 2
                        && desk.devices.health().get(0).state() == Status.State.UP);
    }

    @AfterEach
    void stop() throws Exception {
        if (desk != null) {
            desk.close();
            broker.close();
        }
    }

    @Test
    void linesOfTheGuideWorkAsWritten() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mosquitto_rr")), "mosquitto-clients is not installed");
        Map<String, String> place =
                Map.of("BROKER", "127.0.0.1", "PORT", String.valueOf(broker.port()), "PASSWORD", "pw-desk-1");
        List<String> said = new ArrayList<>();
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("mosquitto_")) {
                said.add(Transcript.run(line, place));
            }
        }
        assertEquals(5, said.size());
        desk.awaitFact("desk-1", "hookswitch", "offHook");
        assertEquals("Example", desk.seen("desk-1").vendor());
        assertEquals(Device.State.READY, desk.seen("desk-1").state());
        assertTrue(said.get(3).matches("(?s)\\{\"kind\":\"code\",\"code\":\"[0-9]{6}\".*"), said.get(3));
    }

    @Test
    void pythonClientOfTheGuideKeepsEveryRule() throws Exception {
        assumeTrue(Files.isExecutable(PYTHON), "Debian's python3 is not installed");
        try (Transcript python = Transcript.start(
                PYTHON.toString(),
                "../../docs/device.py",
                "127.0.0.1",
                String.valueOf(broker.port()),
                "desk-1",
                "pw-desk-1")) {
            desk.await("desk-1", Device.State.READY);
            python.type("mute on");
            desk.awaitFact("desk-1", "mute", "on");
            python.type("login");
            python.await("code: ");
            List<Finding> findings = desk.devices
                    .check(TENANT, "desk-1", Duration.ofSeconds(5))
                    .toCompletableFuture()
                    .get();
            assertTrue(findings.stream().noneMatch(f -> f.verdict() == Verdict.BROKEN), findings.toString());
            python.await("display: Jackfield / checks me");
        }
        desk.await("desk-1", Device.State.DISCONNECTED);
    }
}
