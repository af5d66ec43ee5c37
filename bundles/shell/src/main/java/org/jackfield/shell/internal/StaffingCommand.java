package org.jackfield.shell.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jackfield.api.staffing.Demand;
import org.jackfield.api.staffing.Goal;
import org.jackfield.api.staffing.Outlook;
import org.jackfield.api.staffing.Staffing;

/** How many agents an interval's calls need, and what a few more or fewer would make of it. */
@Service
@Command(scope = "jackfield", name = "staffing", description = "Says how many agents so many calls need")
public final class StaffingCommand extends JackfieldAction {
    private static final int AROUND = 3;
    private static final double PERCENT = 100;

    @Option(name = "--calls", description = "Calls per hour", required = true)
    double calls;

    @Option(name = "--aht", description = "Handling time of a call with the work after it, in seconds", required = true)
    double handling;

    @Option(name = "--patience", description = "Seconds after which a waiting caller hangs up, on average; 0: never")
    double patience;

    @Option(name = "--percent", description = "Share of calls to be answered in time")
    double percent = 80;

    @Option(name = "--within", description = "That time in seconds")
    double within = 20;

    @Option(name = "--most-abandoned", description = "Largest share of calls that may be abandoned, in percent")
    double mostAbandoned = PERCENT;

    @Option(name = "--shrinkage", description = "Share of paid time that is breaks, leave and training, in percent")
    double shrinkage;

    @Option(name = "--wage", description = "Of an hour; adds what a call costs")
    double wage;

    @Override
    void run() {
        Staffing staffing = service(Staffing.class);
        Demand demand =
                new Demand(calls, seconds(handling), patience > 0 ? Optional.of(seconds(patience)) : Optional.empty());
        Goal goal = new Goal(percent / PERCENT, seconds(within), mostAbandoned / PERCENT);
        int fewest = staffing.fewest(demand, goal).agents();
        Table table = new Table(
                "",
                "",
                "Agents",
                "Rostered",
                "Service level %",
                "Abandoned %",
                "Average wait s",
                "Occupancy %",
                "Cost");
        for (int agents = Math.max(1, fewest - AROUND); agents <= fewest + AROUND; agents++) {
            Outlook outlook = staffing.outlook(demand, agents, goal.within());
            table.row(
                    agents == fewest ? "needed" : "",
                    agents,
                    staffing.rostered(agents, shrinkage / PERCENT),
                    tenths(outlook.serviceLevel() * PERCENT),
                    tenths(outlook.abandoned() * PERCENT),
                    tenths(outlook.averageWait().toMillis() / 1000.0),
                    tenths(outlook.occupancy() * PERCENT),
                    cost(staffing, demand, outlook));
        }
        table.print(out);
    }

    private String cost(Staffing staffing, Demand demand, Outlook outlook) {
        return wage <= 0 || outlook.occupancy() <= 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f",
                        staffing.costPerCall(wage, demand.handling(), outlook.occupancy(), shrinkage / PERCENT));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
