package org.jackfield.store.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.jackfield.api.event.Fact;
import org.jackfield.api.store.StoreException;

/** Facts as JSON, and which kind of fact it is beside it. Thread-safe. */
final class FactJson {
    private static final Map<String, Class<? extends Fact>> KINDS = Map.of(
            "call", Fact.CallFact.class,
            "link", Fact.LinkFact.class,
            "pop", Fact.PopFact.class,
            "agent", Fact.AgentFact.class,
            "session", Fact.SessionFact.class,
            "device", Fact.DeviceFact.class);

    private final CallJson json = new CallJson();

    static String kind(Fact fact) {
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().isInstance(fact))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No kind for " + fact.getClass()));
    }

    String write(Fact fact) {
        try {
            return json.mapper().writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "A fact " + fact.type() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads what {@link #write} wrote. */
    Fact read(String kind, String text) {
        Class<? extends Fact> type = KINDS.get(kind);
        if (type == null) {
            throw new StoreException("A stored event is of the unknown kind " + kind, null);
        }
        try {
            return json.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("A stored event cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
