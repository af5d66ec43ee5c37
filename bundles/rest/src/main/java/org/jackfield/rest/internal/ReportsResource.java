package org.jackfield.rest.internal;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jackfield.api.call.Call;
import org.jackfield.api.report.AgentCounts;
import org.jackfield.api.report.QueueCounts;
import org.jackfield.api.report.ReportQuery;
import org.jackfield.api.report.ServiceLevel;
import org.jackfield.api.report.Waits;
import org.jackfield.rest.internal.Views.Items;

/** {@code /reports}: what happened in queues and at desks, for supervisors; each as JSON and as CSV. */
@Path("/reports")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportsResource {
    private static final String CSV = "text/csv";
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int MOST_MISSED = 5000;

    private final Services services;

    ReportsResource(Services services) {
        this.services = services;
    }

    /** Which time and how finely; today by half hours if nothing is said. */
    public static final class Range {
        @QueryParam("from")
        @DefaultValue("")
        String from;

        @QueryParam("to")
        @DefaultValue("")
        String to;

        @QueryParam("minutes")
        @DefaultValue("30")
        String minutes;

        @QueryParam("zone")
        @DefaultValue("")
        String zone;

        ReportQuery query(Caller caller) {
            if (!caller.supervises()) {
                throw new Problem(403, "Reports are for supervisors.");
            }
            try {
                ZoneId where = Asked.text(zone).map(ZoneId::of).orElseGet(ZoneId::systemDefault);
                Instant until = Asked.instant("to", to).orElseGet(Instant::now);
                Instant since = Asked.instant("from", from).orElseGet(() -> until.minusMillis(1)
                        .atZone(where)
                        .truncatedTo(ChronoUnit.DAYS)
                        .toInstant());
                int length = Asked.whole("minutes", minutes, 1, MINUTES_A_DAY);
                return new ReportQuery(caller.tenant(), since, until, Duration.ofMinutes(length), where);
            } catch (DateTimeException e) {
                throw new Problem(400, "'" + zone + "' is no time zone: write it as Asia/Phnom_Penh.");
            } catch (IllegalArgumentException e) {
                throw new Problem(400, e.getMessage() + ".");
            }
        }
    }

    /** What the service level shall mean. */
    public static final class Definition {
        @QueryParam("serviceLevel")
        @DefaultValue("ofOffered")
        String word;

        @QueryParam("withinSeconds")
        @DefaultValue("20")
        String within;

        @QueryParam("shortSeconds")
        @DefaultValue("5")
        String shortest;

        QueueView view(QueueCounts counts) {
            int seconds = Asked.whole("withinSeconds", within, 0, Waits.LONGEST_SECONDS);
            int brief = Asked.whole("shortSeconds", shortest, 0, Waits.LONGEST_SECONDS);
            OptionalDouble share =
                    Asked.word(ServiceLevel.class, word).of(counts.answered(), counts.abandoned(), seconds, brief);
            return QueueView.of(counts, seconds, brief, share);
        }
    }

    /**
     * A queue's interval, in whole numbers but for the service level.
     *
     * @param serviceLevel share between 0 and 1 by the definition asked for; absent without calls
     */
    record QueueView(
            String queue,
            Instant from,
            int offered,
            int answered,
            int answeredInTime,
            int abandoned,
            int abandonedInTime,
            int abandonedShort,
            int overflowed,
            int callbacks,
            Optional<Double> serviceLevel,
            long averageAnswerMs,
            long averageAbandonMs,
            long averageTalkMs,
            long averageHoldMs,
            int transfers,
            int ringsUnanswered) {
        static QueueView of(QueueCounts counts, int within, int brief, OptionalDouble share) {
            int answered = counts.answered().count();
            return new QueueView(
                    counts.queue(),
                    counts.from(),
                    counts.offered(),
                    answered,
                    counts.answered().within(within),
                    counts.abandoned().count(),
                    counts.abandoned().within(within),
                    counts.abandoned().within(brief),
                    counts.overflowed(),
                    counts.callbacks(),
                    share.isPresent() ? Optional.of(share.getAsDouble()) : Optional.empty(),
                    counts.answered().meanMs(),
                    counts.abandoned().meanMs(),
                    answered == 0 ? 0 : counts.talkMs() / answered,
                    answered == 0 ? 0 : counts.holdMs() / answered,
                    counts.transfers(),
                    counts.ringsUnanswered());
        }
    }

    /** A call nobody answered. */
    record MissedView(
            String call,
            Instant startedAt,
            Optional<String> number,
            Optional<String> name,
            Optional<String> called,
            Optional<String> queue,
            long waitedMs) {
        static MissedView of(Call call) {
            return new MissedView(
                    call.id(),
                    call.startedAt(),
                    call.caller().number(),
                    call.caller().name(),
                    call.called().number(),
                    call.queue(),
                    call.endedAt()
                            .map(end -> Duration.between(call.startedAt(), end).toMillis())
                            .orElse(0L));
        }
    }

    /** Per queue and interval. */
    @GET
    @Path("/queues")
    public Items<QueueView> queues(@BeanParam Range range, @BeanParam Definition definition, @Context Caller caller) {
        return Items.of(services.reports().queues(range.query(caller)).stream()
                .map(definition::view)
                .toList());
    }

    /** The same as CSV. */
    @GET
    @Path("/queues.csv")
    @Produces(CSV)
    public Response queuesTable(@BeanParam Range range, @BeanParam Definition definition, @Context Caller caller) {
        return Csv.table(
                "queues.csv", QueueView.class, queues(range, definition, caller).items());
    }

    /** Per agent and interval. */
    @GET
    @Path("/agents")
    public Items<AgentCounts> agents(@BeanParam Range range, @Context Caller caller) {
        return Items.of(services.reports().agents(range.query(caller)));
    }

    /** The same as CSV. */
    @GET
    @Path("/agents.csv")
    @Produces(CSV)
    public Response agentsTable(@BeanParam Range range, @Context Caller caller) {
        return Csv.table("agents.csv", AgentCounts.class, agents(range, caller).items());
    }

    /** Inbound calls nobody answered, newest first. */
    @GET
    @Path("/missed")
    public Items<MissedView> missed(@BeanParam Range range, @Context Caller caller) {
        List<MissedView> missed = new ArrayList<>();
        services.reports().missed(range.query(caller), call -> {
            if (missed.size() < MOST_MISSED) {
                missed.add(MissedView.of(call));
            }
        });
        return Items.of(missed);
    }

    /** The same as CSV. */
    @GET
    @Path("/missed.csv")
    @Produces(CSV)
    public Response missedTable(@BeanParam Range range, @Context Caller caller) {
        return Csv.table("missed.csv", MissedView.class, missed(range, caller).items());
    }
}
