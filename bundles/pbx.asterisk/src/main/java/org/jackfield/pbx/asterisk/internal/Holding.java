package org.jackfield.pbx.asterisk.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jackfield.api.call.ConnectionState;

/**
 * Which channels hold the other side. No list of Asterisk says so; the state of a device does when all its channels
 * hold, and a phone with two conversations holds one of them. Pure.
 */
final class Holding {
    private Holding() {}

    /**
     * Marks the channels that hold.
     *
     * @param isLine whether an endpoint is a phone; a trunk carries many conversations at once
     * @param devices states by device, empty where the PBX does not tell: then what was known stays
     * @param before the channels as they were known before, by uniqueid
     */
    static void mark(
            Iterable<Channel> shown,
            Predicate<String> isLine,
            Optional<Map<String, String>> devices,
            Map<String, Channel> before) {
        Map<String, List<Channel>> talking = new HashMap<>();
        for (Channel c : shown) {
            if (!c.local && c.state == ConnectionState.CONNECTED) {
                c.held = before.containsKey(c.id) && before.get(c.id).held;
                if (isLine.test(c.endpoint)) {
                    talking.computeIfAbsent(c.device(), d -> new ArrayList<>(2)).add(c);
                }
            }
        }
        devices.ifPresent(states -> talking.forEach((device, channels) -> mark(
                channels,
                states.getOrDefault(device, ""),
                channels.stream().noneMatch(c -> before.containsKey(c.id)))));
    }

    /** @param strange whether none of them was known before, so that it must be guessed which one holds */
    private static void mark(List<Channel> channels, String state, boolean strange) {
        if (state.equals("ONHOLD")) {
            channels.forEach(c -> c.held = true);
        } else if (channels.size() == 1) {
            channels.get(0).held = false;
        } else if (strange && distinctBridges(channels)) {
            channels.sort(Comparator.comparing(Channel::created).thenComparing(c -> c.id));
            for (int i = 0; i < channels.size(); i++) {
                channels.get(i).held = i < channels.size() - 1;
            }
        }
    }

    private static boolean distinctBridges(List<Channel> channels) {
        return channels.stream().map(c -> c.bridge).distinct().count() == channels.size();
    }
}
