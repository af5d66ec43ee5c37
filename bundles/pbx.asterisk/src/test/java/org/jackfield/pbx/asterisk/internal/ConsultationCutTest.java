package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.LineageType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The link breaks off for a moment anywhere in a consultation: whose it was, and what became of it, is told all the
 * same.
 */
class ConsultationCutTest {
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int EVERY = Integer.getInteger("jackfield.cutEvery", 8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05-attended-transfer-refer-replaces",
                "05b-attended-transfer-ami-atxfer",
                "05c-attended-transfer-abandoned",
                "05d-attended-transfer-cancelled-ami",
                "05e-attended-transfer-blond"
            })
    void theEdgesAreThoseOfALinkThatHeld(String recording) throws Exception {
        byte[] stream = Recording.bytes(recording);
        List<String> whole = edges(stream, stream.length);
        List<String> different = new ArrayList<>();
        int message = 0;
        for (int at = next(stream, 0); at < stream.length; at = next(stream, at)) {
            if (message++ % EVERY == 0) {
                List<String> cut = edges(stream, at);
                if (!cut.equals(whole)) {
                    different.add("before "
                            + new String(stream, at, Math.min(60, stream.length - at), StandardCharsets.UTF_8)
                                    .replaceAll("\\s+", " ")
                            + " at " + at + ": " + cut);
                }
            }
        }
        assertEquals(List.of(), different, "instead of " + whole);
    }

    /** Each call's edges, a line each, as they are known at its end. */
    private static List<String> edges(byte[] stream, int cut) {
        try (House house = new House()) {
            DriverChain link = new DriverChain(house);
            ListedPbx pbx = new ListedPbx();
            house.sink().up("run 1");
            link.snapshot(pbx.lists());
            link.feed(stream, 0, cut);
            if (cut < stream.length) {
                house.sink().down("cut");
                pbx.feed(stream, 0, cut);
                house.sink().up("run 1");
                link.snapshot(pbx.lists());
                link.feed(stream, cut, stream.length);
            }
            house.settle();
            TreeMap<String, Call> last = new TreeMap<>();
            house.told().forEach(told -> last.put(told.call().id(), told.call()));
            return last.values().stream()
                    .flatMap(call -> call.lineage().stream()
                            .map(edge -> edge.type().word() + " "
                                    + edge.kind().map(kind -> kind.word() + " ").orElse("")
                                    + edge.from().orElse("") + " "
                                    + (edge.type() == LineageType.TRANSFERRED_TO
                                            ? edge.to().orElse("")
                                            : "")))
                    .sorted()
                    .toList();
        }
    }

    private static int next(byte[] stream, int from) {
        for (int i = from; i < stream.length - END.length; i++) {
            if (Arrays.equals(stream, i, i + END.length, END, 0, END.length)) {
                return i + END.length;
            }
        }
        return stream.length;
    }
}
