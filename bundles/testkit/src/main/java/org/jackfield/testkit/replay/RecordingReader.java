package org.jackfield.testkit.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells what a recording's events are from what answered the recorder's own actions. For one recording. */
final class RecordingReader {
    private static final Set<String> NOT_OF_CALLS = Set.of("FullyBooted", "SuccessfulAuth", "ChallengeSent");

    private final NavigableMap<Integer, Instant> times;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final List<Integer> ends = new ArrayList<>();
    private final List<Instant> dues = new ArrayList<>();
    private final Map<String, List<Message>> openLists = new HashMap<>();
    private final Map<String, List<Message>> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Optional<Instant> latest = Optional.empty();
    private Optional<Instant> pbxStart = Optional.empty();
    private long uptimeSeconds = 60;
    private boolean callsSeen;

    /** @param times when the bytes from an offset on came; may be empty */
    RecordingReader(NavigableMap<Integer, Instant> times) {
        this.times = times;
    }

    Recording read(Path file, byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int from = text.indexOf('\n') + 1;
        String banner = text.substring(0, from).strip();
        if (!banner.startsWith("Asterisk Call Manager")) {
            throw new IOException(file + " is no recording of an AMI server: it does not begin with a banner");
        }
        for (int end = text.indexOf("\r\n\r\n", from); end >= 0; end = text.indexOf("\r\n\r\n", from)) {
            while (text.startsWith("\r\n", from)) {
                from += 2;
            }
            if (from < end) {
                sort(new Message(text.substring(from, end + 2), end + 4));
            }
            from = Math.max(from, end + 4);
        }
        if (dues.isEmpty()) {
            throw new IOException(file + " holds no event");
        }
        Instant first = dues.get(0);
        List<Duration> offsets =
                dues.stream().map(due -> Duration.between(first, due)).toList();
        EventStream stream = new EventStream(kept.toByteArray(), ends, first, offsets);
        return new Recording(banner, stream, shown, pbxStart.orElse(first.minusSeconds(uptimeSeconds)));
    }

    private void sort(Message message) {
        String id = message.get("ActionID");
        if (message.isResponse()) {
            answer(message, id);
        } else if (openLists.containsKey(id)) {
            listed(message, id);
        } else if (message.event().equals("FullyBooted") && !callsSeen) {
            // told to whoever logs in: the player does it itself
            uptimeSeconds = message.number("Uptime").orElse(uptimeSeconds);
        } else {
            keep(message);
        }
    }

    private void answer(Message message, String id) {
        if (message.get("EventList").equalsIgnoreCase("start")) {
            openLists.put(id, new ArrayList<>(List.of(message)));
        } else if (!message.get("AsteriskVersion").isEmpty()) {
            shown.putIfAbsent("CoreSettings", List.of(message));
        } else if (!message.get("CoreStartupDate").isEmpty()) {
            pbxStart = pbxStart.or(() -> Optional.of(
                    Instant.parse(message.get("CoreStartupDate") + "T" + message.get("CoreStartupTime") + "Z")));
        }
    }

    private void listed(Message message, String id) {
        openLists.get(id).add(message);
        if (message.get("EventList").equalsIgnoreCase("Complete")) {
            List<Message> list = openLists.remove(id);
            if (!callsSeen) {
                shown.putIfAbsent(message.event(), list);
            }
        }
    }

    private void keep(Message message) {
        callsSeen |= !NOT_OF_CALLS.contains(message.event());
        Instant at = Optional.ofNullable(times.lowerEntry(message.end()))
                .map(Map.Entry::getValue)
                .or(message::timestamp)
                .or(() -> latest)
                .orElse(Instant.EPOCH);
        // stamps step back by milliseconds at times, and a stream does not
        Instant due = latest.filter(at::isBefore).orElse(at);
        latest = Optional.of(due);
        dues.add(due);
        kept.writeBytes(message.bytes());
        ends.add(kept.size());
    }
}
