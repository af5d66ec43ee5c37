package org.jackfield.device.mqtt.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jackfield.api.device.DeviceCheck.Finding;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;

/** Runs checks of devices: listens in, sends each its commands, and judges at the end. Thread-safe. */
final class Checks {
    private static final long LONGEST_MS = 600_000;

    private final Topics topics;
    private final Commands commands;
    private final Consumer<Outgoing> out;
    private final ScheduledExecutorService clock;
    private final LongSupplier millis;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();

    Checks(
            Topics topics,
            Commands commands,
            Consumer<Outgoing> out,
            ScheduledExecutorService clock,
            LongSupplier millis) {
        this.topics = topics;
        this.commands = commands;
        this.out = out;
        this.clock = clock;
        this.millis = millis;
    }

    CompletionStage<List<Finding>> check(String device, Duration time) {
        Watch watch = new Watch(topics, device);
        if (watches.putIfAbsent(device, watch) != null) {
            return CompletableFuture.failedStage(
                    new IllegalArgumentException("'" + device + "' is being checked already; wait until that is done"));
        }
        long ms = Math.max(3_000, Math.min(LONGEST_MS, time.toMillis()));
        CompletableFuture<List<Finding>> findings = new CompletableFuture<>();
        after(ms / 8, () -> send(watch, "rebirth", commands.rebirth(device, millis.getAsLong())));
        after(
                ms / 4,
                () -> send(
                        watch,
                        "display",
                        commands.display(
                                device, new Display("check", "Jackfield", "checks me", false), millis.getAsLong())));
        after(ms / 3, () -> send(watch, "nonsense", commands.nonsense(device, millis.getAsLong())));
        after(
                ms / 2,
                () -> send(watch, "display", commands.display(device, Display.clear("check"), millis.getAsLong())));
        after(ms, () -> {
            watches.remove(device);
            findings.complete(watch.findings());
        });
        return findings;
    }

    /** Passes on what is said, before anybody judges it. */
    void heard(String topic, byte[] payload, boolean retained) {
        if (!watches.isEmpty()) {
            watches.forEach((device, watch) -> watch.heard(topic, payload, retained, millis.getAsLong()));
        }
    }

    private void send(Watch watch, String name, Outgoing command) {
        try {
            watch.sent(name, Payload.read(command.payload()).text("id").orElseThrow(), millis.getAsLong());
            out.accept(command);
        } catch (Payload.Malformed e) {
            throw new IllegalStateException("our own command", e);
        }
    }

    private void after(long ms, Runnable step) {
        clock.schedule(step, ms, TimeUnit.MILLISECONDS);
    }
}
