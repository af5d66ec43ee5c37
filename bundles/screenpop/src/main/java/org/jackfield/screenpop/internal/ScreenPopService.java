package org.jackfield.screenpop.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.PopFact;
import org.jackfield.api.event.Position;
import org.jackfield.api.pop.Pop;
import org.jackfield.api.pop.ScreenPop;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes what the {@link PopBook} decided into the event log, in the order it was decided. */
@Component
public final class ScreenPopService implements ScreenPop {
    /** Events to look back for pops that are open, where the log no longer reaches back to its beginning. */
    private static final long LOOK_BACK = 10_000;

    private final EventLog log;
    private final PopBook book = new PopBook();

    @Activate
    public ScreenPopService(@Reference EventLog log) {
        this.log = log;
        takeOver();
    }

    /** After an update of this bundle agents still look at the pops of the one before it, so they go on here. */
    private void takeOver() {
        Map<String, Pop> open = new LinkedHashMap<>();
        Map<String, Call> over = new HashMap<>();
        for (Event event : latest()) {
            if (event.fact() instanceof PopFact fact && fact.pop().state() != Pop.State.CLOSED) {
                open.put(fact.pop().popId(), fact.pop());
            } else if (event.fact() instanceof PopFact fact) {
                open.remove(fact.pop().popId());
            } else if (event.fact() instanceof CallFact fact && fact.call().ended()) {
                over.put(fact.call().id(), fact.call());
            }
        }
        open.values().forEach(book::restore);
        open.values().stream()
                .map(pop -> over.get(pop.call()))
                .filter(Objects::nonNull)
                .distinct()
                .forEach(call -> append(book.follow(call)));
    }

    private List<Event> latest() {
        Position now = log.position();
        return log.after(new Position(now.log(), 0))
                .or(() -> log.after(new Position(now.log(), now.seq() - LOOK_BACK)))
                .orElse(List.of());
    }

    @Override
    public synchronized Optional<Pop> decide(CallFact fact) {
        List<Pop> changes = book.follow(fact.call());
        append(changes);
        return changes.stream()
                .filter(pop -> pop.rev() == 1 && pop.state() == Pop.State.OPEN)
                .findFirst();
    }

    @Override
    public synchronized void complete(String tenant, String call, Lookup lookup) {
        append(book.complete(tenant, call, lookup));
    }

    @Override
    public synchronized Collection<Pop> open(String tenant, String agent) {
        return book.open(tenant, agent);
    }

    /** Inside the lock, because a higher revision must not overtake a lower one on its way into the log. */
    private void append(List<Pop> changes) {
        changes.forEach(pop -> log.append(pop.tenant(), new PopFact(pop)));
    }
}
