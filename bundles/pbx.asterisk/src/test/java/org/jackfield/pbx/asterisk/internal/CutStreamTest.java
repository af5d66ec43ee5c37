package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.junit.jupiter.api.Test;

/** The AMI socket cut anywhere in what a real Asterisk sent: no merged event, no stuck call. */
class CutStreamTest {
    private static final int CUTS = 200;
    private static final long SEED = 20_261_125;
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void afterEachOfTwoHundredCutsEveryCallEndsAndNoneIsMixedUp() throws Exception {
        List<String> recordings = recordings();
        Random random = new Random(SEED);
        for (int cut = 0; cut < CUTS; cut++) {
            String name = recordings.get(random.nextInt(recordings.size()));
            byte[] stream = Recording.bytes(name);
            int at = 200 + random.nextInt(stream.length - 300);
            int back = nextMessage(stream, at + random.nextInt(Math.min(20_000, stream.length - at)));
            replay(name + " cut at byte " + at + ", back at " + back, stream, at, back);
        }
    }

    /** Recordings in which every channel that comes also goes. */
    private static List<String> recordings() throws Exception {
        try (Stream<Path> files = Files.list(Recording.FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".ami.gz"))
                    .map(f -> f.substring(0, f.length() - ".ami.gz".length()))
                    .filter(f -> !f.matches("19[b-e].*|20.*"))
                    .sorted()
                    .toList();
        }
    }

    private static void replay(String what, byte[] stream, int cut, int back) {
        try (House house = new House()) {
            DriverChain link = new DriverChain(house);
            ListedPbx pbx = new ListedPbx();
            house.sink().up("run 1");
            link.snapshot(pbx.lists());
            link.feed(stream, 0, cut);
            house.sink().down("cut");
            pbx.feed(stream, 0, back);
            house.sink().up("run 1");
            link.snapshot(pbx.lists());
            link.feed(stream, back, stream.length);
            house.settle();
            assertEquals(List.of(), house.active(), what + ": stuck");
            Map<String, String> endpoints = endpoints(stream);
            Set<String> ended = new HashSet<>();
            for (var told : house.told()) {
                check(what, told.call(), endpoints);
                assertTrue(
                        !told.call().ended() || ended.add(told.call().id()) || wasAnnotated(told),
                        what + ": ended twice");
            }
            assertEquals(0, link.rejects, what);
        }
    }

    private static boolean wasAnnotated(org.jackfield.api.event.Fact.CallFact told) {
        return told.event() == org.jackfield.api.event.CallEventType.CALL_INFORMATION;
    }

    /** A merged event would give a channel another phone, or a channel nobody ever had. */
    private static void check(String what, Call call, Map<String, String> endpoints) {
        for (Connection c : call.connections()) {
            String channel = c.leg().replaceAll("/.*", "");
            assertTrue(endpoints.containsKey(channel), what + ": no such channel " + c.leg());
            c.line().ifPresent(line -> assertEquals(endpoints.get(channel), line, what));
        }
    }

    private static Map<String, String> endpoints(byte[] stream) {
        Map<String, String> endpoints = new HashMap<>();
        new AmiParser(
                        Set.of("Newchannel", "OriginateResponse"),
                        m -> endpoints.putIfAbsent(m.get("Uniqueid"), AmiText.endpoint(m.get("Channel"))),
                        reject -> {})
                .feed(stream, stream.length);
        return endpoints;
    }

    private static int nextMessage(byte[] stream, int from) {
        for (int i = from; i < stream.length - END.length; i++) {
            if (Arrays.equals(stream, i, i + END.length, END, 0, END.length)) {
                return i + END.length;
            }
        }
        return stream.length;
    }
}
