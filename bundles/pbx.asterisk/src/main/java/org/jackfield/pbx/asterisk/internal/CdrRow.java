package org.jackfield.pbx.asterisk.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Party;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Leg;
import org.jackfield.api.pbx.Missed.MissedCall;
import org.jackfield.api.pbx.Signal;

/**
 * One line of {@code Master.csv}: a channel and whom it was connected with.
 *
 * @param call linkedid where the file has it, else the uniqueid
 * @param dstChannel empty if nobody was called
 */
record CdrRow(
        String call,
        String uniqueId,
        String src,
        String dst,
        String channel,
        String dstChannel,
        Optional<String> queue,
        Instant start,
        Optional<Instant> answer,
        Instant end,
        String disposition) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern EPOCH = Pattern.compile("[0-9]{9,11}\\.[0-9]{1,6}");
    private static final int UNIQUE_ID = 16;
    private static final int LINKED_ID = 19;
    private static final long QUARTER_HOUR = 900;

    /** Reads a line, its times as if they were UTC; empty if it is none or tells no uniqueid. */
    static Optional<CdrRow> parse(String line) {
        List<String> f = fields(line);
        if (f.size() <= UNIQUE_ID || f.get(UNIQUE_ID).isBlank()) {
            return Optional.empty();
        }
        try {
            String id = f.get(UNIQUE_ID);
            String linked = f.size() > LINKED_ID && !f.get(LINKED_ID).isBlank() ? f.get(LINKED_ID) : id;
            return Optional.of(new CdrRow(
                    linked,
                    id,
                    f.get(1),
                    f.get(2),
                    f.get(5),
                    f.get(6),
                    queue(f.get(7), f.get(8)),
                    time(f.get(9)),
                    f.get(10).isBlank() ? Optional.empty() : Optional.of(time(f.get(10))),
                    time(f.get(11)),
                    f.get(14)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code Queue} is called with its options behind commas. */
    private static Optional<String> queue(String application, String data) {
        return Optional.of(data.split(",", 2)[0]).filter(name -> application.equals("Queue") && !name.isEmpty());
    }

    /** To the second as cdr_csv writes it, or to the microsecond as cdr_custom writes {@code CDR(start,u)}. */
    private static Instant time(String text) {
        if (EPOCH.matcher(text).matches()) {
            String[] parts = text.split("\\.");
            return Instant.ofEpochSecond(
                    Long.parseLong(parts[0]), Long.parseLong((parts[1] + "000000").substring(0, 6)) * 1_000);
        }
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /**
     * How far the file's local time is ahead of UTC: a channel's uniqueid tells its birth in UTC beside it. The
     * commonest difference counts, since not every row begins with its channel.
     */
    static long secondsAhead(List<CdrRow> rows) {
        Map<Long, Integer> votes = new HashMap<>();
        for (CdrRow row : rows) {
            Instant birth = new Channel(row.uniqueId, row.channel, row.start, Party.UNKNOWN, "").created();
            long ahead = row.start.getEpochSecond() - birth.getEpochSecond();
            votes.merge(Math.round((double) ahead / QUARTER_HOUR) * QUARTER_HOUR, 1, Integer::sum);
        }
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0L);
    }

    CdrRow minusSeconds(long s) {
        return new CdrRow(
                call,
                uniqueId,
                src,
                dst,
                channel,
                dstChannel,
                queue,
                start.minusSeconds(s),
                answer.map(a -> a.minusSeconds(s)),
                end.minusSeconds(s),
                disposition);
    }

    /** The rows of one call as it would have been told. */
    static MissedCall story(List<CdrRow> rows) {
        List<CdrRow> inOrder = new ArrayList<>(rows);
        inOrder.sort(Comparator.comparing(CdrRow::start));
        CdrRow first = inOrder.stream()
                .filter(row -> row.uniqueId.equals(row.call))
                .findFirst()
                .orElse(inOrder.get(0));
        Channel caller = new Channel(first.uniqueId, first.channel, first.start, Party.of(first.src, null), first.dst);
        List<Signal> story = new ArrayList<>();
        story.add(new Signal.CallStarted(
                first.uniqueId, first.start, caller.created(), caller.party, Party.of(first.dst, null)));
        story.add(new Signal.LegStarted(
                first.uniqueId,
                first.start,
                Leg.of(first.uniqueId, caller.endpoint, caller.party, ConnectionState.INITIATED, first.start)));
        boolean answered = false;
        Optional<String> queue = Optional.empty();
        Instant end = first.end;
        for (CdrRow row : inOrder) {
            end = row.end.isAfter(end) ? row.end : end;
            if (!row.queue.equals(queue)) {
                leaveQueue(first.uniqueId, row.start, queue, QueueOutcome.TRANSFERRED, story);
                row.queue.ifPresent(name -> story.add(new Signal.QueueEntered(first.uniqueId, row.start, name)));
                queue = row.queue;
            }
            answered |= row.isAnswered() && !row.dstChannel.isEmpty();
            if (!row.dstChannel.isEmpty() && !AmiText.isWire(row.dstChannel)) {
                row.tellCalled(first.uniqueId, story);
            }
        }
        leaveQueue(first.uniqueId, end, queue, answered ? QueueOutcome.ANSWERED : QueueOutcome.ABANDONED, story);
        story.add(new Signal.CallCleared(
                first.uniqueId, end, Optional.empty(), answered ? Cause.NORMAL_CLEARING : first.cause()));
        return new MissedCall(first.uniqueId, story);
    }

    private static void leaveQueue(
            String key, Instant at, Optional<String> queue, QueueOutcome outcome, List<Signal> story) {
        queue.ifPresent(name -> story.add(new Signal.QueueLeft(key, at, name, outcome)));
    }

    private void tellCalled(String key, List<Signal> story) {
        String leg = key + "/" + dstChannel;
        String endpoint = AmiText.endpoint(dstChannel);
        story.add(new Signal.LegStarted(
                key, start, Leg.of(leg, endpoint, Party.of(dst, null), ConnectionState.ALERTING, start)));
        if (isAnswered()) {
            answer.ifPresent(at -> story.add(new Signal.LegChanged(key, at, leg, ConnectionState.CONNECTED)));
        }
        story.add(new Signal.LegCleared(key, end, leg, isAnswered() ? Cause.NORMAL_CLEARING : cause()));
    }

    private boolean isAnswered() {
        return disposition.equals("ANSWERED");
    }

    private Cause cause() {
        return switch (disposition) {
            case "BUSY" -> Cause.BUSY;
            case "NO ANSWER" -> Cause.NO_ANSWER;
            case "CONGESTION" -> Cause.CONGESTION;
            case "FAILED" -> Cause.UNREACHABLE;
            default -> Cause.NORMAL_CLEARING;
        };
    }
}
