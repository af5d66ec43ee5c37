package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.CallState;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.pbx.Missed;
import org.jackfield.api.pbx.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened while the link was down, as Asterisk's Master.csv tells it. */
class CdrFileTest {
    /** 2026-11-22T05:31:40Z. */
    private static final Instant T = Instant.ofEpochSecond(1_795_325_500);

    @TempDir
    private Path folder;

    /** As cdr_csv writes it in a PBX seven hours ahead of UTC, with loguniqueid and newcdrcolumns. */
    private Path file(String... rows) throws Exception {
        return Files.writeString(folder.resolve("Master.csv"), String.join("\n", rows) + "\n");
    }

    private static String row(long id, String dst, String answered, int seconds, String disposition) {
        return "\"\",\"+12025550101\",\"+442079460111\",\"from-trunk\",\"\"\"Ann, Customer\"\" <+12025550101>\","
                + "\"PJSIP/trunk-0000000" + id + "\",\"" + dst + "\",\"Dial\",\"PJSIP/1001,20,tT\",\"" + local(0)
                + "\",\"" + answered + "\",\"" + local(seconds) + "\"," + seconds + ",4,\"" + disposition
                + "\",\"DOCUMENTATION\",\"lab1-1795325500." + id + "\",\"\",\"\",\"lab1-1795325500." + id + "\",7";
    }

    private static String local(int second) {
        return T.plusSeconds(7 * 3600 + second).toString().replace('T', ' ').replace("Z", "");
    }

    @Test
    void callsThatBeganAndEndedInTheGapAreFilledInWithTheirTimesWhateverTheZone() throws Exception {
        Path csv = file(
                row(1, "PJSIP/1001-00000002", local(5), 9, "ANSWERED"),
                row(3, "PJSIP/1001-00000004", "", 12, "NO ANSWER"));
        try (House house = new House()) {
            house.sink().up("run 1");
            house.sink().snapshot(new Snapshot(T, List.of()));
            house.sink().down("cut");
            house.sink().up("run 1");
            Missed missed = new CdrFile(csv.toString()).read(T.minusSeconds(5), T.plusSeconds(60));
            assertTrue(missed.known(), missed.source());
            house.sink().missed(missed);
            house.sink().snapshot(new Snapshot(T.plusSeconds(60), List.of()));
            house.sink().missed(missed);
            house.settle();
            List<Call> calls = house.told().stream().map(told -> told.call()).collect(Collectors.toList());
            assertEquals(2, calls.size());
            Call answered = calls.get(0);
            assertEquals(CallState.ENDED, answered.state());
            assertTrue(answered.reconstructed());
            assertEquals(T, answered.startedAt());
            assertEquals(T.plusSeconds(9), answered.endedAt().orElseThrow());
            assertEquals("1001", answered.answeredBy().orElseThrow().line().orElseThrow());
            assertEquals(4000, answered.connections().get(1).connectedMs());
            assertEquals("+12025550101", answered.caller().number().orElseThrow());
            assertTrue(answered.answeredBy().isPresent());
            assertEquals(Cause.NO_ANSWER, calls.get(1).cause().orElseThrow());
        }
    }

    /**
     * As cdr_custom writes it with {@code CDR(start,u)}: a caller of a queue who gave up while the second phone rang.
     */
    @Test
    void aQueueAndTimesToTheMicrosecondAreRead() throws Exception {
        String queued = "\"\",\"+12025550101\",\"+442079460100\",\"from-trunk\",\"\",\"PJSIP/trunk-00000001\",\"%s\","
                + "\"Queue\",\"support,tT,,,60\",\"1795325500.%s\",\"1795325500.%s\",\"1795325509.5\",9,9,\"NO ANSWER\","
                + "\"DOCUMENTATION\",\"lab1-1795325500.1\",\"\",\"\",\"lab1-1795325500.1\",7";
        Path csv = file(
                queued.formatted("PJSIP/1001-00000002", "25", "25"),
                queued.formatted("PJSIP/1002-00000003", "750000", "750000"));
        try (House house = new House()) {
            house.sink().up("run 1");
            house.sink().missed(new CdrFile(csv.toString()).read(T.minusSeconds(5), T.plusSeconds(60)));
            house.sink().snapshot(new Snapshot(T.plusSeconds(60), List.of()));
            house.settle();
            Call call = house.told().get(0).call();
            assertEquals(T.plusMillis(250), call.startedAt());
            assertEquals(T.plusMillis(9_500), call.endedAt().orElseThrow());
            assertEquals("support", call.queueVisits().get(0).queue());
            assertEquals(
                    QueueOutcome.ABANDONED, call.queueVisits().get(0).outcome().orElseThrow());
            assertTrue(call.answeredAt().isEmpty());
        }
    }

    @Test
    void whatEndedBeforeTheGapIsLeftAlone() throws Exception {
        Path csv = file(row(1, "PJSIP/1001-00000002", local(5), 9, "ANSWERED"));
        assertEquals(
                List.of(),
                new CdrFile(csv.toString())
                        .read(T.plusSeconds(20), T.plusSeconds(60))
                        .calls());
    }

    @Test
    void aFileThatIsNotThereOrTellsNoIdIsSaidInASentence() throws Exception {
        Missed none = new CdrFile("").read(T, T);
        assertFalse(none.known());
        assertEquals("no CDR source; set cdrFile of the link", none.source());
        assertTrue(new CdrFile(folder + "/gone.csv").read(T, T).source().contains("gone.csv cannot be read"));
        Path csv = file("\"\",\"1\",\"2\",\"c\",\"id\",\"PJSIP/1-1\",\"\",\"Dial\",\"\",\"" + local(0) + "\",\"\",\""
                + local(1) + "\",1,0,\"BUSY\",\"DOCUMENTATION\"");
        assertTrue(new CdrFile(csv.toString()).read(T, T).source().contains("loguniqueid"));
    }
}
