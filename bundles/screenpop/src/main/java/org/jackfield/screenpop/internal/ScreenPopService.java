package org.jackfield.screenpop.internal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.PopFact;
import org.jackfield.api.pop.Pop;
import org.jackfield.api.pop.ScreenPop;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes what the {@link PopBook} decided into the event log, in the order it was decided. */
@Component
public final class ScreenPopService implements ScreenPop {
    private final EventLog log;
    private final PopBook book = new PopBook();

    @Activate
    public ScreenPopService(@Reference EventLog log) {
        this.log = log;
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
