package org.jackfield.screenpop.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jackfield.api.call.Call;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.pop.Pop;

/**
 * Who sees which call now. Decides from pictures of calls alone, so a fact told twice, late or as a reconstruction
 * changes nothing. Holds live calls, and the names of a bounded number of ended ones. Not thread-safe.
 */
final class PopBook {
    /** How many ended calls are remembered, so that a late picture of one of them opens nothing. */
    static final int ENDED_CALLS_REMEMBERED = 2_000;

    private final Map<Key, CallScreens> live = new HashMap<>();
    private final Map<String, Pop> open = new LinkedHashMap<>();
    private final Set<Key> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > ENDED_CALLS_REMEMBERED;
        }
    });

    private record Key(String tenant, String call) {}

    /** Takes over a pop that was open before this bundle was updated. */
    void restore(Pop pop) {
        live.computeIfAbsent(new Key(pop.tenant(), pop.call()), key -> new CallScreens())
                .restore(pop);
        open.put(pop.popId(), pop);
    }

    /** Takes in the newest picture of a call; the answer is every pop that opened or closed by it. */
    List<Pop> follow(Call call) {
        Key key = new Key(call.tenant(), call.id());
        if (ended.contains(key)) {
            return List.of();
        }
        List<Pop> changes = live.computeIfAbsent(key, k -> new CallScreens()).follow(call);
        if (call.ended()) {
            live.remove(key);
            ended.add(key);
        }
        return keep(changes);
    }

    /** The record is known; the answer is every pop that says something new now. */
    List<Pop> complete(String tenant, String call, Lookup lookup) {
        CallScreens screens = live.get(new Key(tenant, call));
        return screens == null ? List.of() : keep(screens.complete(lookup));
    }

    /** Pops of an agent that are not closed, oldest first. */
    Collection<Pop> open(String tenant, String agent) {
        return open.values().stream()
                .filter(pop -> pop.tenant().equals(tenant) && pop.agent().equals(agent))
                .toList();
    }

    /** How many calls and pops are held, for tests of the bound. */
    int held() {
        return live.size() + open.size();
    }

    private List<Pop> keep(List<Pop> changes) {
        for (Pop pop : changes) {
            if (pop.state() == Pop.State.CLOSED) {
                open.remove(pop.popId());
            } else {
                open.put(pop.popId(), pop);
            }
        }
        return changes;
    }
}
