package org.jackfield.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.agent.Shift;
import org.jackfield.api.agent.Shifts;

/** Who was at work when. */
@Service
@Command(scope = "jackfield", name = "shifts", description = "Shows who was at work when, the latest first")
public final class ShiftsCommand extends JackfieldAction {
    private static final int MOST = 200;

    @Option(name = "--agent", description = "Whose")
    String agent = "";

    @Option(name = "--days", description = "How far back")
    int days = 7;

    @Override
    void run() {
        Instant now = Instant.now();
        Table table = new Table("Nobody clocked in", "Agent", "Start", "At", "End", "At", "Hours");
        for (Shift shift : service(Shifts.class)
                .shifts(
                        tenant,
                        Optional.of(agent).filter(text -> !text.isEmpty()),
                        now.minus(Duration.ofDays(days)),
                        now.plusSeconds(1),
                        MOST)) {
            Duration length = Duration.between(shift.start(), shift.end().orElse(now));
            table.row(
                    shift.agent(),
                    shift.start(),
                    shift.startedAt(),
                    shift.end(),
                    shift.endedAt(),
                    "%d:%02d".formatted(length.toHours(), length.toMinutesPart()));
        }
        table.print(out);
    }
}
