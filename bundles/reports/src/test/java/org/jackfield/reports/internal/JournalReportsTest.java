package org.jackfield.reports.internal;

import static org.jackfield.reports.internal.Picture.NINE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jackfield.api.Tenant;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.report.AgentCounts;
import org.jackfield.api.report.QueueCounts;
import org.jackfield.api.report.ReportQuery;
import org.jackfield.api.store.CallQuery;
import org.jackfield.api.store.Journal;
import org.junit.jupiter.api.Test;

class JournalReportsTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void aCallCountsInTheIntervalItEnteredTheQueue() {
        Call answered = new Picture("A", 1790)
                .queue("support", 1795, 1815, QueueOutcome.ANSWERED, "c1", "c2")
                .ring("alice", 1796, 1806, Cause.NO_ANSWER)
                .talk("bob", 1806, 1815, 1915, 30)
                .ended(1915);
        Call abandoned = new Picture("B", 1800)
                .queue("support", 1801, 1841, QueueOutcome.ABANDONED)
                .because(Cause.ABANDONED)
                .ended(1841);

        List<QueueCounts> counts = reports(answered, abandoned).queues(halfHours());

        assertEquals(2, counts.size());
        QueueCounts nine = counts.get(0);
        assertEquals(NINE, nine.from());
        assertEquals(1, nine.answered().count());
        assertEquals(20_000, nine.answered().meanMs());
        assertEquals(1, nine.ringsUnanswered());
        assertEquals(70_000, nine.talkMs());
        assertEquals(30_000, nine.holdMs());
        QueueCounts halfPast = counts.get(1);
        assertEquals(NINE.plus(HALF_AN_HOUR), halfPast.from());
        assertEquals(1, halfPast.abandoned().count());
        assertEquals(40_000, halfPast.abandoned().totalMs());
        assertEquals(1, halfPast.offered());
    }

    @Test
    void aCallThatGoesThroughTwoQueuesBringsEachItsOwnTalk() {
        Call call = new Picture("A", 0)
                .queue("sales", 1, 6, QueueOutcome.ANSWERED, "c1")
                .talk("alice", 2, 6, 66, 0)
                .transferred("alice", "support", 66)
                .queue("support", 66, 76, QueueOutcome.ANSWERED, "c2")
                .talk("bob", 67, 76, 196, 20)
                .ended(196);

        List<QueueCounts> counts = reports(call).queues(halfHours());

        assertEquals(
                List.of("sales", "support"),
                counts.stream().map(QueueCounts::queue).toList());
        assertEquals(60_000, counts.get(0).talkMs());
        assertEquals(100_000, counts.get(1).talkMs());
        assertEquals(List.of(1, 0), counts.stream().map(QueueCounts::transfers).toList());
    }

    @Test
    void agentsAreCountedByWhatTheirPhonesDid() {
        Call call = new Picture("A", 0)
                .ring("alice", 1, 16, Cause.NO_ANSWER)
                .ring("carol", 1, 16, Cause.ANSWERED_ELSEWHERE)
                .talk("bob", 16, 20, 80, 15)
                .transferred("bob", "carol", 80)
                .ended(80);

        List<AgentCounts> counts = reports(call).agents(halfHours());

        assertEquals(new AgentCounts("alice", NINE, 0, 0, 0, 1, 0, 0, 0), counts.get(0));
        assertEquals(new AgentCounts("bob", NINE, 1, 0, 0, 0, 1, 45_000, 15_000), counts.get(1));
        assertEquals(new AgentCounts("carol", NINE, 0, 0, 0, 0, 0, 0, 0), counts.get(2));
    }

    @Test
    void aThousandCallsAreReadPageByPageAndNoneTwice() {
        Call[] calls = IntStream.range(0, 1203)
                .mapToObj(i -> new Picture(String.format("%05d", i), i)
                        .queue("support", i, i + 3, QueueOutcome.ABANDONED)
                        .because(Cause.ABANDONED)
                        .ended(i + 3))
                .toArray(Call[]::new);
        JournalReports reports = reports(calls);
        assertEquals(
                1203,
                reports.queues(halfHours()).stream()
                        .mapToInt(QueueCounts::offered)
                        .sum());
        List<Call> missed = new ArrayList<>();
        reports.missed(query(NINE, NINE.plusSeconds(100), HALF_AN_HOUR, UTC), missed::add);
        assertEquals(100, missed.size());
    }

    @Test
    void whenTheClockGoesBackTheHourThatComesTwiceIsTwoIntervals() {
        ReportQuery autumn = query(NINE, NINE.plusSeconds(60), Duration.ofHours(1), ZoneId.of("Europe/Berlin"));
        Instant first = autumn.start(Instant.parse("2026-10-25T00:40:00Z"));
        Instant second = autumn.start(Instant.parse("2026-10-25T01:40:00Z"));
        assertEquals(Instant.parse("2026-10-25T00:00:00Z"), first);
        assertEquals(Instant.parse("2026-10-25T01:00:00Z"), second);
        ReportQuery days = query(NINE, NINE.plusSeconds(60), Duration.ofDays(1), ZoneId.of("Asia/Phnom_Penh"));
        assertEquals(Instant.parse("2026-03-01T17:00:00Z"), days.start(NINE));
    }

    @Test
    void intervalsThatDoNotDivideADayAreRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> query(NINE, NINE.plusSeconds(60), Duration.ofMinutes(7), UTC));
        assertThrows(IllegalArgumentException.class, () -> query(NINE, NINE, HALF_AN_HOUR, UTC));
    }

    private static ReportQuery halfHours() {
        return query(NINE, NINE.plus(Duration.ofHours(2)), HALF_AN_HOUR, UTC);
    }

    private static ReportQuery query(Instant from, Instant to, Duration interval, ZoneId zone) {
        return new ReportQuery(Tenant.MAIN, from, to, interval, zone);
    }

    private static JournalReports reports(Call... calls) {
        return new JournalReports((Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (proxy, method, arguments) -> page(List.of(calls), (CallQuery) arguments[0])));
    }

    private static List<Call> page(List<Call> calls, CallQuery query) {
        return calls.stream()
                .filter(call -> query.before()
                        .filter(id -> call.id().compareTo(id) >= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(Call::id).reversed())
                .limit(query.limit())
                .toList();
    }
}
