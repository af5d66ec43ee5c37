package org.jackfield.core.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.api.call.Alias;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Service;

/** The latest picture of each call of a link, found by any of its names. Written by the lane's thread, read by any. */
final class Pictures {
    /** How long an ended call can still be found here: the store has written it by then. */
    private static final Duration KEEP_ENDED = Duration.ofSeconds(60);
    /** And how many of them: a storm of short calls must not fill the memory. */
    private static final int MOST_ENDED = 10_000;

    private record Ended(Instant at, Call call) {}

    private final Clock clock;
    private final Map<String, Call> byId = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final ArrayDeque<Ended> ended = new ArrayDeque<>();

    Pictures(Clock clock) {
        this.clock = clock;
    }

    Iterable<Call> all() {
        return byId.values();
    }

    void put(Call call) {
        Call before = byId.put(call.id(), call);
        if (before == null || before.aliases().size() != call.aliases().size()) {
            call.aliases().forEach(alias -> ids.put(alias.value(), call.id()));
        }
        if (call.ended() && (before == null || !before.ended())) {
            ended.add(new Ended(clock.instant(), call));
            forgetOld();
        }
    }

    private void forgetOld() {
        Instant limit = clock.instant().minus(KEEP_ENDED);
        for (Iterator<Ended> each = ended.iterator(); each.hasNext(); ) {
            Ended old = each.next();
            if (old.at().isAfter(limit) && ended.size() <= MOST_ENDED) {
                return;
            }
            each.remove();
            byId.remove(old.call().id());
            for (Alias alias : old.call().aliases()) {
                ids.remove(alias.value(), old.call().id());
            }
        }
    }

    /** The PBX's ids mean other calls from now on. */
    void forgetNativeIds() {
        ids.clear();
    }

    boolean knows(String nativeId) {
        return ids.containsKey(nativeId);
    }

    Optional<Call> find(String idOrAlias) {
        Call call = byId.get(idOrAlias);
        return call != null
                ? Optional.of(call)
                : Optional.ofNullable(ids.get(idOrAlias)).map(byId::get);
    }

    /** Whether a client may ask other things of the call now than when it was told last. */
    boolean offersOther(Call now) {
        return find(now.id()).filter(told -> allowed(told).equals(allowed(now))).isEmpty();
    }

    private static List<List<Service>> allowed(Call call) {
        return call.connections().stream().map(Connection::allowed).toList();
    }

    /** Whether a native id is that of a call or leg that ended a moment ago. */
    boolean isOver(String nativeId) {
        return find(nativeId)
                .filter(call -> call.ended()
                        || call.connections().stream()
                                .anyMatch(c ->
                                        c.leg().equals(nativeId) && c.endedAt().isPresent()))
                .isPresent();
    }
}
