package org.jackfield.rest.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Position;
import org.jackfield.api.store.EventArchive;

/** What a store has of earlier runs: its events in the order of their telling. */
final class StoredEvents implements EventArchive {
    final List<Event> events = new ArrayList<>();

    @Override
    public synchronized Optional<Stretch> after(String tenant, Position position, int most) {
        List<Event> rest = new ArrayList<>();
        boolean known = events.stream().anyMatch(e -> e.position().log().equals(position.log()));
        if (!known) {
            return Optional.empty();
        }
        boolean later = false;
        for (Event event : events) {
            boolean same = event.position().log().equals(position.log());
            later |= same && event.position().seq() >= position.seq();
            if (later && !event.position().equals(position) && rest.size() < most) {
                rest.add(event);
            }
        }
        Position until = rest.isEmpty() ? position : rest.get(rest.size() - 1).position();
        boolean hole = !rest.isEmpty()
                && rest.get(0).position().log().equals(position.log())
                && rest.get(0).position().seq() != position.seq() + 1;
        return hole ? Optional.empty() : Optional.of(new Stretch(rest, until));
    }

    @Override
    public synchronized Optional<Position> oldest() {
        return events.stream()
                .map(Event::position)
                .map(first -> new Position(first.log(), first.seq() - 1))
                .findFirst();
    }
}
