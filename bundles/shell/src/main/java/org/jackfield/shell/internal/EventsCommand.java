package org.jackfield.shell.internal;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Position;

/** The latest events, and those to come. */
@Service
@Command(scope = "jackfield", name = "events", description = "Shows the latest events; with --follow until Ctrl-C")
public final class EventsCommand extends JackfieldAction {
    private static final int MAILBOX = 1_000;

    @Option(name = "-n", description = "How many of the latest events")
    int latest = 20;

    @Option(name = "--follow", aliases = "-f", description = "Go on with what comes")
    boolean follow;

    @Override
    void run() {
        EventLog log = service(EventLog.class);
        BlockingQueue<Event> coming = new LinkedBlockingQueue<>(MAILBOX);
        // Offered to a queue, because only this command's own thread writes to this command's terminal.
        try (EventLog.Subscription subscription =
                follow ? log.subscribe("shell", MAILBOX, event -> false, coming::offer) : null) {
            long shown = printLatest(log);
            while (follow) {
                Event event = coming.take();
                if (event.position().seq() > shown) {
                    print(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long printLatest(EventLog log) {
        Position now = log.position();
        List<Event> events = log.after(new Position(now.log(), Math.max(0, now.seq() - Math.max(0, latest))))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The event log does not reach back " + latest + " events: ask for fewer with -n"));
        events.forEach(this::print);
        return events.isEmpty()
                ? now.seq()
                : events.get(events.size() - 1).position().seq();
    }

    private void print(Event event) {
        if (event.tenant().equals(tenant)) {
            say(EventLine.of(event));
        }
    }
}
