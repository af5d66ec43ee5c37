package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jackfield.api.pbx.Signal;

/** A recorded AMI stream of a real Asterisk and what the driver makes of it. */
final class Recording {
    static final Path FOLDER = Path.of("../../integration-tests/src/test/resources/recordings");

    private Recording() {}

    static byte[] bytes(String name) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + ".ami.gz")))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Signal> signals(String name) {
        return signals(bytes(name), Integer.MAX_VALUE);
    }

    /** As a user sees it who does not get those events. */
    static List<Signal> without(String name, Set<String> events) {
        Set<String> left = new HashSet<>(AsteriskMapper.EVENTS);
        left.removeAll(events);
        return signals(bytes(name), Integer.MAX_VALUE, left, mapper -> {});
    }

    /** The same again behind it: two calls of one link. */
    static List<Signal> twiceWithout(String name, Set<String> events) {
        Set<String> left = new HashSet<>(AsteriskMapper.EVENTS);
        left.removeAll(events);
        String once = new String(bytes(name), StandardCharsets.ISO_8859_1);
        byte[] twice = (once + once.substring(once.indexOf('\n') + 1)).getBytes(StandardCharsets.ISO_8859_1);
        return signals(twice, Integer.MAX_VALUE, left, mapper -> {});
    }

    /** As {@link #signals(String)}, by a mapper that was told something beforehand. */
    static List<Signal> signals(String name, Consumer<AsteriskMapper> beforehand) {
        return signals(bytes(name), Integer.MAX_VALUE, AsteriskMapper.EVENTS, beforehand);
    }

    /** As a user sees it who does not get those events, but is answered which application a channel executes. */
    static List<Signal> answering(String name, Set<String> missing) {
        Set<String> left = new HashSet<>(AsteriskMapper.EVENTS);
        left.removeAll(missing);
        Map<String, AmiMessage> executes = new HashMap<>();
        List<AmiMessage> answers = new ArrayList<>();
        List<Signal> signals = new ArrayList<>();
        AsteriskMapper mapper =
                new AsteriskMapper(House::isLine, signals::add, channel -> answers.add(status(executes.get(channel))));
        parser(Set.of(), message -> {
                    if (message.get("Timestamp").isEmpty()) {
                        return;
                    }
                    Instant at = time(message.get("Timestamp"));
                    mapper.pass(at); // as the link's thread does once a second
                    List.copyOf(answers).forEach(answer -> mapper.map(answer, at));
                    answers.clear();
                    if (message.event().equals("Newexten")) {
                        executes.put(message.get("Channel"), message);
                    }
                    if (left.contains(message.event())) {
                        mapper.map(message, at);
                    }
                })
                .feed(bytes(name), bytes(name).length);
        return signals;
    }

    private static AmiMessage status(AmiMessage newexten) {
        List<AmiMessage> status = new ArrayList<>();
        byte[] bytes = ("Asterisk Call Manager/11.0.0\r\nEvent: Status\r\nUniqueid: " + newexten.get("Uniqueid")
                        + "\r\nApplication: " + newexten.get("Application") + "\r\nData: " + newexten.get("AppData")
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        parser(Set.of(), status::add).feed(bytes, bytes.length);
        return status.get(0);
    }

    private static AmiParser parser(Set<String> events, Consumer<AmiMessage> out) {
        return new AmiParser(events, out, reason -> {
            throw new AssertionError(reason);
        });
    }

    /** Feeds the stream in pieces of a size, as a network might cut it. */
    static List<Signal> signals(byte[] stream, int pieces) {
        return signals(stream, pieces, AsteriskMapper.EVENTS, mapper -> {});
    }

    private static List<Signal> signals(
            byte[] stream, int pieces, Set<String> events, Consumer<AsteriskMapper> beforehand) {
        List<Signal> signals = new ArrayList<>();
        AsteriskMapper mapper = new AsteriskMapper(endpoint -> endpoint.matches("[1-9][0-9]{2,4}"), signals::add);
        beforehand.accept(mapper);
        AmiParser parser = parser(events, message -> {
            if (!message.isResponse() && !message.get("Timestamp").isEmpty()) {
                mapper.map(message, time(message.get("Timestamp")));
            }
        });
        for (int from = 0; from < stream.length; from += pieces) {
            byte[] piece =
                    java.util.Arrays.copyOfRange(stream, from, (int) Math.min(stream.length, (long) from + pieces));
            parser.feed(piece, piece.length);
            if (pieces == Integer.MAX_VALUE) {
                break;
            }
        }
        return signals;
    }

    private static Instant time(String stamp) {
        int dot = stamp.indexOf('.');
        return Instant.ofEpochSecond(
                Long.parseLong(stamp.substring(0, dot)), Long.parseLong(stamp.substring(dot + 1)) * 1000);
    }
}
