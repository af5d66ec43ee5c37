package org.jackfield.pbx.asterisk.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jackfield.testkit.pbx.Outline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same people do the same at PBXs of other versions, channel drivers and names, which tell less and in another
 * order: the calls are the same.
 */
class OtherPbxsTest {
    private static final String END = "\r\n\r\n";
    private static final Pattern UNIQUEID = Pattern.compile("(?i)\r\n\\w*uniqueid: ([^\r]+)");

    /** Which events may be missing, and the recordings that are then told otherwise, with the reason. */
    private static final Map<Set<String>, Map<String, String>> MISSING = Map.of(
            Set.of("Newexten"), Map.of("21", "how somebody listens is asked from the PBX"),
            Set.of("NewCallerid"), Map.of(),
            Set.of("DialState"), Map.of(),
            Set.of("AgentConnect"), Map.of(),
            Set.of("QueueCallerLeave"), Map.of(),
            Set.of("QueueCallerAbandon"), Map.of(),
            Set.of("AgentRingNoAnswer"), Map.of(),
            Set.of("HangupRequest", "SoftHangupRequest"), Map.of("19", "that the PBX stops is not told"));

    static Stream<Arguments> others() throws IOException {
        List<Arguments> others = new ArrayList<>();
        for (String pbx : List.of("asterisk-16", "chan_sip")) {
            names(Recording.FOLDER.resolve(pbx)).forEach(name -> others.add(Arguments.of(pbx, name)));
        }
        assertFalse(others.isEmpty());
        return others.stream();
    }

    static List<String> recordings() throws IOException {
        return names(Recording.FOLDER).stream()
                .filter(name -> !name.startsWith("20"))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".ami.gz"))
                    .map(f -> f.substring(0, f.length() - ".ami.gz".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void callsAreTheSameAtAnOlderAsteriskAndAtChanSip(String pbx, String recording) {
        assertEquals(
                shortened(Outline.of(Recording.signals(recording))),
                shortened(Outline.of(Recording.signals(pbx + "/" + recording))),
                "at " + pbx);
    }

    /** chan_sip says separately that it is rung, so that a leg is seen a moment before it is answered. */
    private static String shortened(String outline) {
        return outline.replace(": initiated connected", ": connected");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void namesMeanNothing(String recording) {
        for (UnaryOperator<String> renaming : List.<UnaryOperator<String>>of(
                s -> s.replace("PJSIP/", "SIP/"),
                s -> s.replace("PJSIP/", "IAX2/"),
                s -> s.replaceAll("lab1-(\\d+\\.\\d+)", "$1"),
                s -> s.replaceAll("lab1-(\\d+\\.\\d+)", "pbx-a.example.net-$1"),
                s -> s.replace("from-trunk", "pstn")
                        .replace("@internal", "@ext-local")
                        .replace("Context: internal", "Context: ext-local")
                        .replace("from-queue", "ext-queues"))) {
            assertEquals(
                    Outline.of(Recording.signals(recording)), Outline.of(signals(renaming.apply(text(recording)))));
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void callsAreTheSameWithoutEventsThatNotEverybodyGets(String recording) {
        MISSING.forEach((events, otherwise) -> {
            if (otherwise.keySet().stream().noneMatch(recording::startsWith)) {
                assertEquals(
                        Outline.of(Recording.signals(recording)),
                        Outline.of(Recording.without(recording, events)),
                        "without " + events);
            }
        });
    }

    /** Asterisk's threads race: what one tells may come before or after what another tells in the same moment. */
    @ParameterizedTest
    @MethodSource("recordings")
    void callsAreTheSameWhenEventsAboutDifferentChannelsChangePlaces(String recording) {
        for (int seed = 1; seed <= 3; seed++) {
            assertEquals(
                    sorted(Outline.of(Recording.signals(recording))),
                    sorted(Outline.of(signals(raced(text(recording), new Random(seed))))),
                    "seed " + seed);
        }
    }

    private static String raced(String text, Random random) {
        List<String> messages = new ArrayList<>(List.of(text.split(END, -1)));
        List<Integer> events = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            String message = messages.get(i);
            if (AsteriskMapper.EVENTS.stream().anyMatch(e -> message.startsWith("Event: " + e + "\r\n"))) {
                events.add(i);
            }
        }
        for (int i = 0; i + 1 < events.size(); i++) {
            String one = messages.get(events.get(i));
            String two = messages.get(events.get(i + 1));
            Set<String> both = ids(one);
            both.retainAll(ids(two));
            if (both.isEmpty() && Math.abs(seconds(one) - seconds(two)) < 0.003 && random.nextBoolean()) {
                messages.set(events.get(i), two);
                messages.set(events.get(i + 1), one);
            }
        }
        return String.join(END, messages);
    }

    private static Set<String> ids(String message) {
        Set<String> ids = new HashSet<>();
        Matcher matcher = UNIQUEID.matcher(message);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    private static double seconds(String message) {
        Matcher stamp = Pattern.compile("\r\nTimestamp: ([0-9.]+)").matcher(message);
        return stamp.find() ? Double.parseDouble(stamp.group(1)) : 0;
    }

    /** Legs that come in the same moment may come in either order. */
    private static List<String> sorted(String outline) {
        return outline.lines().sorted().toList();
    }

    private static String text(String recording) {
        return new String(Recording.bytes(recording), ISO_8859_1);
    }

    private static List<org.jackfield.api.pbx.Signal> signals(String text) {
        return Recording.signals(text.getBytes(ISO_8859_1), Integer.MAX_VALUE);
    }
}
