package org.jackfield.store.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.store.internal.EndedCall.Happening;

/**
 * Gathers what happens in each live call until the call is over. Bounded: a call that never ends, or an endless one,
 * costs detail, not memory. Used by one thread.
 */
final class StoryBook {
    private static final int EVENTS_OF_ONE_CALL = 500;

    private final Map<String, List<Happening>> stories = new LinkedHashMap<>(16, 0.75f, true);
    private final int liveCalls;
    private volatile long shed;

    /** @param liveCalls how many calls are followed; past that the one that was silent longest is forgotten */
    StoryBook(int liveCalls) {
        this.liveCalls = liveCalls;
    }

    /** Whether an event must reach the store: it carries a call as it ended. */
    static boolean ends(Event event) {
        return event.fact() instanceof CallFact fact && fact.call().ended();
    }

    /** Adds an event; gives the call back once it is over. */
    Optional<EndedCall> add(Event event) {
        if (!(event.fact() instanceof CallFact fact)) {
            return Optional.empty();
        }
        String id = fact.call().id();
        List<Happening> story = stories.computeIfAbsent(id, unknown -> new ArrayList<>());
        if (story.size() < EVENTS_OF_ONE_CALL) {
            story.add(Happening.of(event, fact));
        } else {
            shed++;
        }
        if (fact.call().ended()) {
            stories.remove(id);
            return Optional.of(new EndedCall(fact.call(), story));
        }
        forgetOldest();
        return Optional.empty();
    }

    private void forgetOldest() {
        if (stories.size() > liveCalls) {
            String silent = stories.keySet().iterator().next();
            shed += stories.remove(silent).size();
        }
    }

    /** Events left out so far. */
    long shed() {
        return shed;
    }
}
