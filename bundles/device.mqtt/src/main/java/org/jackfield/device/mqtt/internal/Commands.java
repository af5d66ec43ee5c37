package org.jackfield.device.mqtt.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;

/** Writes commands and matches each answer with its command, once. */
final class Commands {
    /** A phone that comes back later must not ring for a call that is long over. */
    static final long TTL_MS = 5000;

    private static final int MAX_LINE = 64;

    private final Topics topics;
    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private final String run;
    private final AtomicLong unanswered = new AtomicLong();

    private record Open(String device, long until) {}

    /** @param run tells the ids of this start from those of the last */
    Commands(Topics topics, String run) {
        this.topics = topics;
        this.run = run;
    }

    Outgoing display(String device, Display display, long now) {
        ObjectNode body = Payload.object();
        body.put("call", display.call());
        body.put("first", Payload.plain(display.first(), MAX_LINE));
        body.put("second", Payload.plain(display.second(), MAX_LINE));
        body.put("ringing", display.ringing());
        return command(device, "display", body, now);
    }

    Outgoing ring(String device, Display display, long now) {
        ObjectNode body = Payload.object();
        body.put("call", display.call());
        body.put("ringing", display.ringing());
        return command(device, "ring", body, now);
    }

    /** Tells a phone whether somebody is logged in at it; {@code code} says why not, if it was asked to. */
    Outgoing session(String device, String agent, boolean loggedIn, String code, long now) {
        ObjectNode body = Payload.object();
        body.put("agent", agent);
        body.put("loggedIn", loggedIn);
        if (!code.isEmpty()) {
            body.put("code", code);
        }
        return command(device, "session", body, now);
    }

    /** Asks a person at the device to prove who they are: by what a badge or a PIN makes of the nonce. */
    Outgoing challenge(String device, String nonce, long validMs, long now) {
        ObjectNode body = Payload.object();
        body.put("kind", "proof");
        body.put("nonce", nonce);
        body.put("validMs", validMs);
        return command(device, "challenge", body, now);
    }

    /** Shows a code that the person at the device confirms on the own page. */
    Outgoing pairing(String device, String code, long validMs, long now) {
        ObjectNode body = Payload.object();
        body.put("kind", "code");
        body.put("code", code);
        body.put("validMs", validMs);
        return command(device, "challenge", body, now);
    }

    /** The microphone that goes with another device's: {@code owner} says whose key decides. */
    Outgoing mute(String device, boolean muted, String owner, long now) {
        ObjectNode body = Payload.object();
        body.put("muted", muted);
        body.put("owner", owner);
        return command(device, "mute", body, now);
    }

    /** How the agent at the device stands, for its lamp. */
    Outgoing lamp(String device, AgentPresence presence, long now) {
        ObjectNode body = Payload.object();
        body.put("agent", presence.agent());
        body.put("state", presence.state().word());
        presence.reason().ifPresent(reason -> body.put("reason", Payload.plain(reason, MAX_LINE)));
        return command(device, "lamp", body, now);
    }

    /** What no device knows: it shall say so. */
    Outgoing nonsense(String device, long now) {
        return command(device, "nonsense", Payload.object(), now);
    }

    Outgoing rebirth(String device, long now) {
        return command(device, "rebirth", Payload.object(), now);
    }

    /** An answer came; false if no command of that id waits for that device. */
    boolean answered(String device, String id) {
        Open command = open.get(id);
        return command != null && command.device().equals(device) && open.remove(id, command);
    }

    /** Gives up answers that did not come. */
    void tick(long now) {
        open.values().removeIf(command -> {
            boolean late = now > command.until();
            if (late) {
                unanswered.incrementAndGet();
            }
            return late;
        });
    }

    long unanswered() {
        return unanswered.get();
    }

    private Outgoing command(String device, String name, ObjectNode body, long now) {
        String id = run + "-" + number.incrementAndGet();
        body.put("id", id);
        body.put("ttlMs", TTL_MS);
        open.put(id, new Open(device, now + 2 * TTL_MS));
        return new Outgoing(topics.command(device, name), Payload.write(body), false, TTL_MS);
    }
}
