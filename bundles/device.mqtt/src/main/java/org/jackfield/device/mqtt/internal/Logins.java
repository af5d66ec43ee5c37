package org.jackfield.device.mqtt.internal;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jackfield.api.access.LoginKeys;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;

/**
 * Who logs in at which device: by its key at the own line, by a code that is shown there and confirmed on the page, or
 * by a badge or PIN that answers a nonce. One agent has one phone and one headset; logging in elsewhere moves the
 * session. Times are milliseconds of a monotonic clock.
 */
final class Logins {
    static final long CODE_MS = 120_000;
    static final long NONCE_MS = 30_000;

    private final String tenant;
    private final AgentSessions sessions;
    private final Supplier<Optional<LoginKeys>> keys;
    private final ShiftClock shifts;
    private final Commands commands;
    private final Consumer<Outgoing> out;
    private final Runnable seatsChanged;
    private final Guesses guesses = new Guesses();
    private final SecureRandom random = new SecureRandom();

    private final Map<String, Open> nonces = new HashMap<>();
    private final Map<String, Open> codes = new HashMap<>();

    /** Who is logged in at each device. */
    private final Map<String, Seat> seats = new HashMap<>();

    /** A nonce or code given to a device; what it is asked for by is the map's key. */
    private record Open(Device device, long until) {}

    private record Seat(String agent, Device device) {}

    Logins(
            String tenant,
            AgentSessions sessions,
            Supplier<Optional<LoginKeys>> keys,
            ShiftClock shifts,
            Commands commands,
            Consumer<Outgoing> out,
            Runnable seatsChanged) {
        this.tenant = tenant;
        this.sessions = sessions;
        this.keys = keys;
        this.shifts = shifts;
        this.commands = commands;
        this.out = out;
        this.seatsChanged = seatsChanged;
    }

    /** Somebody wants to log in at a device. */
    synchronized void login(Device device, Payload said, long now) {
        forget(now);
        Optional<String> label = said.text("badge").or(() -> said.text("pin"));
        Optional<String> nonce = said.text("nonce");
        if (nonce.isPresent()) {
            prove(device, label.orElse(""), nonce.get(), said.text("proof").orElse(""), now);
        } else if (label.isPresent()) {
            challenge(device, label.get(), now);
        } else if (said.text("method").filter("code"::equals).isPresent()) {
            pair(device, now);
        } else {
            byKey(device, said.text("agent"), now);
        }
    }

    /** Somebody logs out at a device: who sits there, whatever the device says. */
    synchronized void logout(Device device, Optional<String> asked, long now) {
        Optional<String> agent = sitting(device);
        if (agent.isEmpty() || asked.isPresent() && !asked.equals(agent)) {
            refuse(device, asked.orElse(""), "rejected", now);
            return;
        }
        seats.remove(device.id());
        sessions.stand(tenant, agent.get());
        sessions.logOut(tenant, agent.get(), SessionSource.DEVICE);
        seatsChanged.run();
        shifts.stamp(agent.get(), false, Instant.now(), device.id());
        out.accept(commands.session(device.id(), agent.get(), false, "", now));
    }

    /** A device says who is logged in: whoever clocked in right there, also before a restart, else its own agent. */
    synchronized void restored(Device device, boolean loggedIn, long now) {
        if (!loggedIn) {
            if (seats.containsKey(device.id())) {
                logout(device, Optional.empty(), now);
            }
        } else if (!seats.containsKey(device.id())) {
            Optional<String> atWork = shifts.atWorkAt(device.id());
            atWork.or(device::agent).ifPresent(agent -> enter(agent, device, atWork.isPresent(), now));
        }
    }

    /** An agent was logged out elsewhere: the device where that agent sits shows it. */
    synchronized void changed(String agent, boolean loggedIn, long now) {
        List<Seat> ended = loggedIn
                ? List.of()
                : seats.values().stream().filter(s -> s.agent().equals(agent)).toList();
        for (Seat seat : ended) {
            seats.remove(seat.device().id());
            sessions.stand(tenant, agent);
            seatsChanged.run();
            out.accept(commands.session(seat.device().id(), agent, false, "", now));
        }
    }

    /**
     * An agent confirms on the page the code a device shows.
     *
     * @return the device
     * @throws IllegalArgumentException in one sentence
     */
    synchronized String confirm(String agent, String code, long now) {
        forget(now);
        if (guesses.locked("agent " + agent, now)) {
            throw new IllegalArgumentException("Too many wrong codes; try again in five minutes");
        }
        Open open = codes.remove(code);
        if (open == null) {
            guesses.wrong("agent " + agent, now);
            throw new IllegalArgumentException("No device shows that code now; a code is good for two minutes");
        }
        guesses.right("agent " + agent);
        enter(agent, open.device(), false, now);
        return open.device().id();
    }

    private void byKey(Device device, Optional<String> asked, long now) {
        Optional<String> agent = device.agent();
        if (agent.isEmpty() || asked.isPresent() && !asked.equals(agent)) {
            refuse(device, asked.orElse(""), "rejected", now);
        } else {
            enter(agent.get(), device, false, now);
        }
    }

    private void challenge(Device device, String label, long now) {
        if (locked(device, label, now)) {
            refuse(device, "", "locked", now);
            return;
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        // One at a time for each device: an older nonce is worth nothing any more.
        nonces.values().removeIf(open -> open.device().id().equals(device.id()));
        nonces.put(nonce, new Open(device, now + NONCE_MS));
        out.accept(commands.challenge(device.id(), nonce, NONCE_MS, now));
    }

    private void prove(Device device, String label, String nonce, String proof, long now) {
        // Spent by the first try, right or wrong.
        Open open = nonces.remove(nonce);
        boolean mine = open != null && open.device().id().equals(device.id());
        if (locked(device, label, now)) {
            refuse(device, "", "locked", now);
            return;
        }
        Optional<String> agent =
                mine ? keys.get().flatMap(k -> k.prove(tenant, label, nonce, device.id(), proof)) : Optional.empty();
        if (agent.isEmpty() || sessions.agent(tenant, agent.get()).isEmpty()) {
            guesses.wrong("device " + device.id(), now);
            guesses.wrong("label " + label, now);
            refuse(device, "", "rejected", now);
            return;
        }
        guesses.right("device " + device.id());
        guesses.right("label " + label);
        enter(agent.get(), device, false, now);
    }

    private boolean locked(Device device, String label, long now) {
        return guesses.locked("device " + device.id(), now) || guesses.locked("label " + label, now);
    }

    private void pair(Device device, long now) {
        codes.values().removeIf(open -> open.device().id().equals(device.id()));
        String code;
        do {
            code = "%06d".formatted(random.nextInt(1_000_000));
        } while (codes.containsKey(code));
        codes.put(code, new Open(device, now + CODE_MS));
        out.accept(commands.pairing(device.id(), code, CODE_MS, now));
    }

    private void enter(String agent, Device device, boolean atWorkAlready, long now) {
        for (Seat other : others(agent, device)) {
            seats.remove(other.device().id());
            out.accept(commands.session(other.device().id(), other.agent(), false, "", now));
            if (!other.agent().equals(agent)) {
                sessions.stand(tenant, other.agent());
                sessions.logOut(tenant, other.agent(), SessionSource.DEVICE);
            }
        }
        seats.put(device.id(), new Seat(agent, device));
        if (device.kind() != Device.Kind.HEADSET) {
            device.line().ifPresent(line -> sessions.sit(tenant, agent, line));
        }
        sessions.logIn(tenant, agent, SessionSource.DEVICE);
        seatsChanged.run();
        if (!atWorkAlready) {
            shifts.stamp(agent, true, Instant.now(), device.id());
        }
        out.accept(commands.session(device.id(), agent, true, "", now));
    }

    /** The seats that end: the agent's other one of that kind, and whoever sat at the device. */
    private List<Seat> others(String agent, Device device) {
        List<Seat> others = new ArrayList<>();
        for (Seat seat : seats.values()) {
            boolean same = seat.device().id().equals(device.id());
            boolean kind = (seat.device().kind() == Device.Kind.HEADSET) == (device.kind() == Device.Kind.HEADSET);
            if (same ? !seat.agent().equals(agent) : seat.agent().equals(agent) && kind) {
                others.add(seat);
            }
        }
        return others;
    }

    private Optional<String> sitting(Device device) {
        return Optional.ofNullable(seats.get(device.id())).map(Seat::agent).or(device::agent);
    }

    private void refuse(Device device, String agent, String code, long now) {
        out.accept(commands.session(device.id(), agent, false, code, now));
    }

    private void forget(long now) {
        nonces.values().removeIf(open -> now >= open.until());
        codes.values().removeIf(open -> now >= open.until());
    }
}
