package org.jackfield.device.mqtt.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Enrolment;
import org.jackfield.api.store.StoreException;

/**
 * Which devices there are, which lines each serves and for which a bridge speaks: the register says so, never the
 * device. It is read from the database now and then and kept, so that a message or a ring never waits for it.
 */
final class Registry {
    private static final long REFRESH_MS = 5_000;
    private static final long REFRESH_ON_MISS_MS = 250;

    private final DeviceRegistry register;
    private final String tenant;
    private volatile Known known = new Known(Map.of(), Map.of(), Map.of(), Map.of());
    private long readAt;
    private boolean read;

    private record Known(
            Map<String, Enrolment> byId,
            Map<LineRef, List<String>> byLine,
            Map<String, List<String>> byRoot,
            Map<String, List<String>> byAgent) {
        static Known of(List<Enrolment> enrolments) {
            Map<String, Enrolment> byId = new HashMap<>();
            Map<LineRef, List<String>> byLine = new HashMap<>();
            Map<String, List<String>> byRoot = new HashMap<>();
            Map<String, List<String>> byAgent = new HashMap<>();
            for (Enrolment each : enrolments) {
                byId.put(each.device(), each);
                each.lines().forEach(line -> add(byLine, line, each.device()));
                each.root().ifPresent(root -> add(byRoot, root, each.device()));
                each.agent().ifPresent(agent -> add(byAgent, agent, each.device()));
            }
            return new Known(byId, byLine, byRoot, byAgent);
        }

        private static <K> void add(Map<K, List<String>> lists, K key, String device) {
            lists.computeIfAbsent(key, k -> new ArrayList<>()).add(device);
        }
    }

    Registry(DeviceRegistry register, String tenant) {
        this.register = register;
        this.tenant = tenant;
    }

    /** The device's entry; one made a moment ago may be found only at the next try. */
    Optional<Enrolment> device(String id, long now) {
        Enrolment found = known.byId().get(id);
        if (found == null && refresh(now, REFRESH_ON_MISS_MS)) {
            found = known.byId().get(id);
        }
        return Optional.ofNullable(found);
    }

    Optional<Enrolment> device(String id) {
        return Optional.ofNullable(known.byId().get(id));
    }

    /** The first line a device serves. */
    Optional<LineRef> line(String id) {
        return device(id).flatMap(d -> d.lines().stream().findFirst());
    }

    /** The devices that serve a line. */
    List<String> at(LineRef line) {
        return known.byLine().getOrDefault(line, List.of());
    }

    /** The devices that a person carries along. */
    List<String> of(String agent) {
        return known.byAgent().getOrDefault(agent, List.of());
    }

    /** The devices for which a bridge speaks. */
    List<String> children(String root) {
        return known.byRoot().getOrDefault(root, List.of());
    }

    /** Whether a user speaks under a device's id: the device itself, or its bridge. */
    boolean speaksFor(String user, String device) {
        return user.equals(device)
                || device(device).flatMap(Enrolment::root).filter(user::equals).isPresent();
    }

    Set<String> ids() {
        return known.byId().keySet();
    }

    /** Reads the register again if it is time to; true if something may have changed. */
    boolean refresh(long now) {
        return refresh(now, REFRESH_MS);
    }

    private synchronized boolean refresh(long now, long age) {
        if (read && now - readAt < age) {
            return false;
        }
        readAt = now;
        read = true;
        try {
            Known found = Known.of(register.devices(tenant));
            boolean changed = !found.equals(known);
            known = found;
            return changed;
        } catch (StoreException e) {
            // What was known stays true until the database is back; the store says itself that it is away.
            return false;
        }
    }
}
