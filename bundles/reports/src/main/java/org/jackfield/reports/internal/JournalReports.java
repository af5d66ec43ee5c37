package org.jackfield.reports.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Direction;
import org.jackfield.api.report.AgentCounts;
import org.jackfield.api.report.QueueCounts;
import org.jackfield.api.report.ReportQuery;
import org.jackfield.api.report.Reports;
import org.jackfield.api.store.CallQuery;
import org.jackfield.api.store.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the journal page by page and counts; keeps nothing. */
@Component(service = Reports.class)
public final class JournalReports implements Reports {
    private static final int PAGE = 500;

    private final Journal journal;

    @Activate
    public JournalReports(@Reference Journal journal) {
        this.journal = journal;
    }

    @Override
    public List<QueueCounts> queues(ReportQuery query) {
        QueueTally tally = new QueueTally(query);
        each(query, tally::add);
        return tally.counts();
    }

    @Override
    public List<AgentCounts> agents(ReportQuery query) {
        AgentTally tally = new AgentTally(query);
        each(query, tally::add);
        return tally.counts();
    }

    @Override
    public void missed(ReportQuery query, Consumer<Call> taker) {
        each(query, call -> {
            if (call.direction() == Direction.INBOUND && call.answeredAt().isEmpty() && !isMerged(call)) {
                taker.accept(call);
            }
        });
    }

    private static boolean isMerged(Call call) {
        return call.cause().filter(Cause.MERGED::equals).isPresent();
    }

    private void each(ReportQuery query, Consumer<Call> taker) {
        Optional<String> before = Optional.empty();
        List<Call> page;
        do {
            page = journal.calls(new CallQuery(
                    query.tenant(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(query.from()),
                    before,
                    PAGE));
            page.stream()
                    .filter(call -> !call.startedAt().isBefore(query.from())
                            && call.startedAt().isBefore(query.to()))
                    .forEach(taker);
            before = page.isEmpty()
                    ? before
                    : Optional.of(page.get(page.size() - 1).id());
        } while (page.size() == PAGE);
    }
}
