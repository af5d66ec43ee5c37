package org.jackfield.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The project's recordings, one behind the other, as often as wanted: each round has ids of its own, so that its calls
 * are new ones. Made from the recordings alone, hence the same bytes everywhere. A call with the leg {@link #LAST_LEG}
 * ends it.
 */
final class LongStream {
    /** Everything a user with {@code read=all} gets, or what is left when a filter keeps the talkative events away. */
    enum Kind {
        FULL,
        LEAN
    }

    static final String LAST_LEG = "end-1795000000.1";
    private static final String LAST_CALLER = "+12025550199";

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final Set<String> OF_THE_SESSION =
            Set.of("FullyBooted", "SuccessfulAuth", "ChallengeSent", "Shutdown");
    private static final Set<String> TALKATIVE = Set.of(
            "VarSet",
            "Newexten",
            "RTCPSent",
            "RTCPReceived",
            "CEL",
            "TestEvent",
            "Cdr",
            "ChannelTalkingStart",
            "ChannelTalkingStop",
            "DTMFBegin",
            "DTMFEnd");

    /**
     * A system name, a bridge's id, the number of a channel, an id given by whoever originated: what a round has new.
     */
    private static final Pattern IDS = Pattern.compile(
            "(lab1)-\\d{9,}\\.\\d|\\b([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-|-([0-9a-f]{4})[0-9a-f]{4}\\b|\\b(?:op|ari)-(4)71\\d");

    private record Place(int at, int length) {}

    private final byte[] round;
    private final List<Place> places = new ArrayList<>();
    private final long eventsPerRound;
    private final int rounds;

    LongStream(Kind kind, long events) {
        StringBuilder text = new StringBuilder();
        long count = 0;
        for (Path recording : recordings()) {
            List<String> messages = messages(recording);
            if (!everyChannelHangsUp(messages)) {
                continue;
            }
            for (String message : messages) {
                String event = event(message);
                if (!OF_THE_SESSION.contains(event) && (kind == Kind.FULL || !TALKATIVE.contains(event))) {
                    text.append(message).append("\r\n\r\n");
                    count++;
                }
            }
        }
        round = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        eventsPerRound = count;
        rounds = (int) ((events + count - 1) / count);
        Matcher ids = IDS.matcher(text);
        while (ids.find()) {
            for (int group = 1; group <= ids.groupCount(); group++) {
                if (ids.start(group) >= 0) {
                    places.add(new Place(ids.start(group), ids.end(group) - ids.start(group)));
                }
            }
        }
    }

    private static List<Path> recordings() {
        try (Stream<Path> all = Files.list(RECORDINGS)) {
            return all.filter(p -> p.toString().endsWith(".ami.gz")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The recordings are read from " + RECORDINGS.toAbsolutePath(), e);
        }
    }

    /** The events nobody asked for, in order. */
    private static List<String> messages(Path recording) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(recording))) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return Stream.of(text.substring(text.indexOf("\r\n") + 2).split("\r\n\r\n"))
                    .map(message -> message.startsWith("\r\n") ? message.substring(2) : message)
                    .filter(message -> message.startsWith("Event: ") && !message.contains("\r\nActionID: "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String event(String message) {
        return message.substring(7, message.indexOf("\r\n"));
    }

    /** A recording that ends in the middle of a call would leave it up for good. */
    private static boolean everyChannelHangsUp(List<String> messages) {
        Set<String> up = new HashSet<>();
        for (String message : messages) {
            String id = message.replaceAll("(?s).*\r\nUniqueid: ([^\r]*).*", "$1");
            if (event(message).equals("Newchannel")) {
                up.add(id);
            } else if (event(message).equals("Hangup")) {
                up.remove(id);
            }
        }
        return up.isEmpty();
    }

    long events() {
        return eventsPerRound * rounds;
    }

    long bytes() {
        return (long) round.length * rounds;
    }

    /** All of it in memory, a piece a round; the last piece is the call that ends it. */
    List<byte[]> pieces() {
        List<byte[]> pieces = new ArrayList<>(rounds + 1);
        for (int i = 0; i < rounds; i++) {
            byte[] copy = round.clone();
            byte[] name = String.format("%04x", i + 1).getBytes(StandardCharsets.US_ASCII);
            for (Place place : places) {
                // a single character is the 4 of op-4711, which only ever lives for one call
                System.arraycopy(name, name.length - place.length(), copy, place.at(), place.length());
            }
            pieces.add(copy);
        }
        pieces.add(lastCall());
        return pieces;
    }

    private static byte[] lastCall() {
        StringBuilder text = new StringBuilder();
        BiConsumer<String, String> say = (event, more) -> text.append("Event: " + event
                + "\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-ffffffff\r\nChannelState: 4\r\nCallerIDNum: "
                + LAST_CALLER
                + "\r\nCallerIDName: Last\r\nExten: +442079460111\r\nUniqueid: " + LAST_LEG + "\r\nLinkedid: "
                + LAST_LEG
                + "\r\n" + more + "\r\n");
        say.accept("Newchannel", "");
        say.accept("HangupRequest", "");
        say.accept("Hangup", "Cause: 16\r\nCause-txt: Normal Clearing\r\n");
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
