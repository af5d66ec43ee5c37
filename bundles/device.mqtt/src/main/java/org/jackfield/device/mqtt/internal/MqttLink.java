package org.jackfield.device.mqtt.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jackfield.api.health.Status.State;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to the broker: with back-off and jitter, first in MQTT 5, else in 3.1.1, announced at
 * {@code $host/{node}}. Everything but {@link #send} runs on the clock's thread.
 */
final class MqttLink {
    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
    private static final long FIRST_BACK_OFF_MS = 1000;
    private static final long LONGEST_BACK_OFF_MS = 30_000;

    private final Topics topics;
    private final String node;
    private final ScheduledExecutorService clock;
    private final Hearer hearer;
    private long backOffMs = FIRST_BACK_OFF_MS;
    private long nextTry;
    private Wire wire;
    private volatile Sender sender;
    private volatile Standing standing = new Standing(State.CONNECTING, "", Instant.now());

    /** How the connection stands. */
    record Standing(State state, String reason, Instant since) {}

    /** Who hears what comes over the connection. */
    interface Hearer {
        /** On the connection's thread. */
        void arrived(String topic, byte[] payload, boolean retained);

        /** The broker is there; called before the first message. */
        void up();

        /** Everything is subscribed: what the broker shall know can be published. */
        void announce();

        void down();
    }

    MqttLink(Topics topics, String node, ScheduledExecutorService clock, Hearer hearer) {
        this.topics = topics;
        this.node = node;
        this.clock = clock;
        this.hearer = hearer;
    }

    Standing standing() {
        return standing;
    }

    /** Sends if the broker is there. Any thread, never blocks, never fails. */
    CompletionStage<Boolean> send(Outgoing message) {
        Sender now = sender;
        return now == null ? CompletableFuture.completedFuture(false) : now.send(message);
    }

    /** Connects if it is time to. */
    void tick(long now, Supplier<Optional<Target>> where, String whyNowhere) {
        if (wire != null || now < nextTry) {
            return;
        }
        Optional<Target> target = where.get();
        if (target.isEmpty()) {
            down(State.CONNECTING, whyNowhere);
            return;
        }
        try {
            open(target.get());
            backOffMs = FIRST_BACK_OFF_MS;
            LOG.info("Devices over MQTT: connected to {} with {}", target.get(), wire.protocol());
        } catch (IOException | RuntimeException e) {
            drop();
            nextTry = now + backOffMs / 2 + ThreadLocalRandom.current().nextLong(backOffMs);
            backOffMs = Math.min(LONGEST_BACK_OFF_MS, backOffMs * 2);
            down(
                    State.DOWN,
                    "The MQTT broker " + target.get() + " cannot be used (" + e.getMessage()
                            + "): start it, or correct brokerUri, username and secret in etc/" + MqttConfig.PID
                            + ".cfg");
        }
    }

    /** The broker is another one now: tries at once. */
    void hurry() {
        backOffMs = FIRST_BACK_OFF_MS;
        nextTry = Long.MIN_VALUE;
    }

    /** Says goodbye and disconnects. */
    void close() {
        if (wire != null) {
            try {
                send(host(false)).toCompletableFuture().get(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // The last will says the same.
            }
        }
        drop();
    }

    private void open(Target target) throws IOException {
        Ear ear = new Ear();
        try {
            wire = Paho5.connect(target, host(false), ear);
        } catch (Paho5.NotWelcome e) {
            throw e;
        } catch (IOException five) {
            wire = olderProtocol(target, ear, five);
        }
        ear.wire = wire;
        sender = new Sender(wire);
        hearer.up();
        wire.subscribe(topics.everyDevice());
        standing = new Standing(State.UP, "", Instant.now());
        send(host(true));
        hearer.announce();
    }

    /** A broker that does not know MQTT 5 ends the connection in some way; one that is not there does so again. */
    private Wire olderProtocol(Target target, Ear ear, IOException five) throws IOException {
        try {
            return Paho3.connect(target, host(false), ear);
        } catch (IOException three) {
            throw five;
        }
    }

    private void lost(Wire which, String reason) {
        if (which == null || which != wire) {
            return;
        }
        drop();
        down(State.DOWN, "The connection to the MQTT broker was lost (" + reason + "); it is tried again");
    }

    private void drop() {
        Sender old = sender;
        sender = null;
        if (old != null) {
            old.close();
        }
        Wire gone = wire;
        wire = null;
        if (gone != null) {
            gone.close();
            hearer.down();
        }
    }

    private void down(State state, String reason) {
        Standing before = standing;
        if (before.state() == state && before.reason().equals(reason)) {
            return;
        }
        // One line for a loss, none for each try: the reason may differ from try to try.
        if (before.state() != State.DOWN && state == State.DOWN) {
            LOG.warn("{}", reason);
        }
        standing = new Standing(state, reason, before.state() == state ? before.since() : Instant.now());
    }

    private Outgoing host(boolean online) {
        ObjectNode body = Payload.object();
        body.put("online", online);
        body.put("ts", Instant.now().toString());
        return new Outgoing(topics.host(node), Payload.write(body), true, 0);
    }

    private final class Ear implements Wire.Ear {
        private volatile Wire wire;

        @Override
        public void arrived(String topic, byte[] payload, boolean retained) {
            hearer.arrived(topic, payload, retained);
        }

        @Override
        public void lost(String reason) {
            try {
                clock.execute(() -> MqttLink.this.lost(wire, reason));
            } catch (RejectedExecutionException e) {
                // The component has been stopped.
            }
        }
    }
}
