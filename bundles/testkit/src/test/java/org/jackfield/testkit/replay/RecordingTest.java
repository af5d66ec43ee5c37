package org.jackfield.testkit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final Path RECORDINGS = Path.of("../../integration-tests/src/test/resources/recordings");

    @TempDir
    Path folder;

    @Test
    void everyRecordingIsEventsInTheOrderOfTime() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(RECORDINGS)) {
            files = all.filter(f -> f.toString().endsWith(".ami.gz")).toList();
        }
        assertTrue(files.size() > 50, files.size() + " recordings");
        for (Path file : files) {
            EventStream stream = Recording.read(file).stream();
            String text = new String(stream.bytes(), StandardCharsets.ISO_8859_1);
            assertTrue(text.startsWith("Event: "), file.toString());
            assertFalse(text.contains("\r\nResponse: Success\r\nActionID"), file.toString());
            for (int i = 1; i < stream.messages(); i++) {
                assertTrue(stream.offset(i).compareTo(stream.offset(i - 1)) >= 0, file + " message " + i);
                assertTrue(text.startsWith("\r\n\r\nEvent: ", stream.end(i) - 4), file + " message " + i);
            }
        }
    }

    @Test
    void timesOfReceiptComeFromTheIndex() throws IOException {
        String banner = "Asterisk Call Manager/11.0.0\r\n";
        String one = "Event: A\r\nTimestamp: 1795329719.000000\r\n\r\n";
        String two = "Event: B\r\nTimestamp: 1795329719.500000\r\n\r\n";
        Path file = Files.writeString(folder.resolve("x.ami"), banner + one + two);
        assertEquals(Duration.ofMillis(500), Recording.read(file).stream().offset(1));
        // the last bytes of the second event came later
        int cut = banner.length() + one.length() + 5;
        Files.writeString(folder.resolve("x.ami.idx"), "0 1795329719000000000\n" + cut + " 1795329719750000000\n");
        assertEquals(Duration.ofMillis(750), Recording.read(file).stream().offset(1));
    }

    @Test
    void aFileThatIsNoRecordingIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("x.ami"), "HTTP/1.1 200 OK\r\n\r\n");
        assertTrue(assertThrows(IOException.class, () -> Recording.read(file))
                .getMessage()
                .contains("x.ami"));
        Path none = folder.resolve("none.ami");
        assertEquals(
                "There is no recording " + none,
                assertThrows(IOException.class, () -> Recording.read(none)).getMessage());
    }
}
