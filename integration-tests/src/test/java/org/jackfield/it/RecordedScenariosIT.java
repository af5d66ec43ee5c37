package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.truth.EmptyPbx;
import org.jackfield.it.truth.Truth;
import org.jackfield.it.truth.Verdict;
import org.jackfield.testkit.replay.Replay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real Asterisks sent, replayed at real time through the real driver in the real distribution, gives the calls
 * that the phones had. Each recording is a PBX of its own, all of them at once; behind its last event it loses its link
 * and comes back without a call. Prints one line a scenario.
 */
@Needs(RealPart.DISTRIBUTION)
class RecordedScenariosIT {
    private static final Path FOLDER = Path.of("src/test/resources/recordings");
    /** Those of Asterisk 22; some of them again at Asterisk 16 and its chan_sip; and more at Asterisk 16. */
    private static final List<String> PBXS = List.of("", "asterisk-16", "chan_sip", "more");

    private static final int SCENARIOS = 52 + 2 * 23 + 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void everyRecordedCallIsToldAsThePhonesHadIt() throws IOException, InterruptedException {
        List<Path> truths = truths();
        assertEquals(SCENARIOS, truths.size(), "scenarios");
        Map<String, Replay> pbxs = new LinkedHashMap<>();
        Setup setup = new Setup();
        try {
            for (int i = 0; i < truths.size(); i++) {
                String link = "s%02d".formatted(i + 1);
                pbxs.put(link, replay(truths.get(i), folder.resolve(link + ".ami")));
                link(setup, link, pbxs.get(link).port());
            }
            try (Jackfield jackfield = Jackfield.start("recorded", setup)) {
                for (Replay pbx : pbxs.values()) {
                    pbx.awaitEnd(PATIENCE);
                }
                Await.until(PATIENCE, "all calls have ended", () -> calls(jackfield, "?state=active")
                        .isEmpty());
                judge(truths, calls(jackfield, "?limit=500"));
            }
        } finally {
            pbxs.values().forEach(Replay::close);
        }
    }

    private static void judge(List<Path> truths, List<JsonNode> calls) {
        List<String> wrong = new ArrayList<>();
        int equal = 0;
        for (int i = 0; i < truths.size(); i++) {
            String link = "asterisk~s%02d".formatted(i + 1);
            Verdict verdict = Truth.read(truths.get(i))
                    .compare(calls.stream()
                            .filter(call -> call.path("link").asText().equals(link))
                            .toList());
            System.out.println(verdict.line() + pbxOf(truths.get(i)));
            equal += verdict.equal() ? 1 : 0;
            if (!verdict.equal()) {
                wrong.add(verdict.line());
            }
        }
        System.out.println(equal + " of " + truths.size() + " scenarios equal what the phones saw");
        assertEquals(List.of(), wrong, "scenarios that differ");
    }

    private static String pbxOf(Path truth) {
        Path folder = FOLDER.relativize(truth).getParent();
        return folder == null ? "" : "  (" + folder + ")";
    }

    private static Replay replay(Path truth, Path end) throws IOException {
        String first = truth.toString().replace(".truth.json", ".ami.gz");
        Path second = Path.of(first.replace(".ami.gz", ".part2.ami.gz"));
        boolean twoParts = Files.exists(second);
        EmptyPbx.after(twoParts ? second : Path.of(first), end);
        return (twoParts ? Replay.of(Path.of(first), second, end) : Replay.of(Path.of(first), end)).start();
    }

    private static void link(Setup setup, String name, int port) {
        setup.asterisk(name, port, "any")
                .key("org.jackfield.pbx.asterisk~" + name + ".cfg", "reconnectMinMs", "50")
                .file("org.jackfield.number~" + name + ".cfg", """
                    link = asterisk~%s
                    region = GB
                    extensions = 1[0-9]{3}
                    ownNumbers = +4420794601*
                    """.formatted(name));
    }

    private static List<JsonNode> calls(Jackfield jackfield, String query) {
        List<JsonNode> calls = new ArrayList<>();
        String page = "/calls" + query;
        while (!page.isEmpty()) {
            JsonNode answer = jackfield.as("admin").get(page).orFail();
            StreamSupport.stream(answer.path("items").spliterator(), false).forEach(calls::add);
            page = answer.path("next").asText("").replace("null", "");
        }
        return calls;
    }

    private static List<Path> truths() {
        List<Path> truths = new ArrayList<>();
        for (String pbx : PBXS) {
            try (Stream<Path> files = Files.list(FOLDER.resolve(pbx))) {
                files.filter(f -> f.toString().endsWith(".truth.json")).sorted().forEach(truths::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return truths;
    }
}
