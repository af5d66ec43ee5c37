package org.jackfield.staffing.internal;

import java.time.Duration;
import org.jackfield.api.staffing.Demand;
import org.jackfield.api.staffing.Goal;
import org.jackfield.api.staffing.Outlook;
import org.jackfield.api.staffing.Staffing;
import org.osgi.service.component.annotations.Component;

/** The models behind the service. */
@Component(service = Staffing.class)
public final class ErlangStaffing implements Staffing {
    private static final double NANOS = 1e9;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final Duration FOR_EVER = Duration.ofDays(365);
    /** 12.000000001 people are 12: a roster is not made of rounding errors. */
    private static final double ROUNDING = 1e-9;

    @Override
    public Outlook outlook(Demand demand, int agents, Duration within) {
        Traffic traffic = Traffic.hourly(demand.callsPerHour(), seconds(demand.handling()));
        if (demand.patience().isEmpty()) {
            ErlangC model = new ErlangC(traffic, agents);
            return new Outlook(
                    agents, model.occupancy(), model.serviceLevel(seconds(within)), 0, duration(model.averageWait()));
        }
        ErlangA model = new ErlangA(traffic, agents, seconds(demand.patience().get()));
        return new Outlook(
                agents,
                model.occupancy(),
                model.serviceLevel(seconds(within)),
                model.abandoned(),
                duration(model.averageWait()));
    }

    @Override
    public Outlook fewest(Demand demand, Goal goal) {
        int tooFew = 0;
        int enough = 1;
        while (!reaches(demand, enough, goal)) {
            if (enough == Agents.MOST) {
                throw new IllegalArgumentException("Not even " + Agents.MOST + " agents answer "
                        + goal.serviceLevel() * 100 + " % of " + demand.callsPerHour() + " calls an hour within "
                        + goal.within().toMillis() + " ms");
            }
            tooFew = enough;
            enough = Math.min(Agents.MOST, 2 * enough);
        }
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (reaches(demand, middle, goal)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return outlook(demand, enough, goal.within());
    }

    private boolean reaches(Demand demand, int agents, Goal goal) {
        Outlook outlook = outlook(demand, agents, goal.within());
        return outlook.serviceLevel() >= goal.serviceLevel() && outlook.abandoned() <= goal.mostAbandoned();
    }

    @Override
    public int rostered(int agents, double shrinkage) {
        Agents.require(agents);
        return (int) Math.ceil(agents / present(shrinkage) - ROUNDING);
    }

    @Override
    public double costPerCall(double hourlyWage, Duration handling, double occupancy, double shrinkage) {
        if (!(hourlyWage >= 0)) {
            throw new IllegalArgumentException("The wage must be 0 or more, not " + hourlyWage);
        }
        if (!(occupancy > 0 && occupancy <= 1)) {
            throw new IllegalArgumentException("The occupancy must be above 0 and at most 1, not " + occupancy);
        }
        return hourlyWage / SECONDS_PER_HOUR * seconds(handling) / occupancy / present(shrinkage);
    }

    private static double present(double shrinkage) {
        if (!(shrinkage >= 0 && shrinkage < 1)) {
            throw new IllegalArgumentException("The shrinkage must be 0 or more and below 1, not " + shrinkage);
        }
        return 1 - shrinkage;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    private static Duration duration(double seconds) {
        return seconds > FOR_EVER.toSeconds() ? FOR_EVER : Duration.ofNanos(Math.round(seconds * NANOS));
    }
}
