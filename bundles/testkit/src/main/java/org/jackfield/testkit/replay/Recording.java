package org.jackfield.testkit.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What an AMI server once sent.
 *
 * @param banner the first line it sent, for example {@code Asterisk Call Manager/11.0.0}
 * @param stream the events, without what answered the recorder's own actions
 * @param shown what the PBX answered the recorder before the first event of a call: lists by the name of their last
 *     event, others by that of their action
 * @param pbxStart when the PBX was started
 */
record Recording(String banner, EventStream stream, Map<String, List<Message>> shown, Instant pbxStart) {

    /**
     * Reads a recording, and the {@code .ami.idx} beside it if there is one.
     *
     * @param file plain or {@code .gz}
     */
    static Recording read(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path index = file.resolveSibling(name.replaceFirst("\\.gz$", "") + ".idx");
        byte[] bytes = bytes(file, name.endsWith(".gz"));
        return new RecordingReader(Files.exists(index) ? times(index) : new TreeMap<>()).read(file, bytes);
    }

    private static byte[] bytes(Path file, boolean packed) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = packed ? new GZIPInputStream(in) : in) {
            return plain.readAllBytes();
        } catch (NoSuchFileException e) {
            throw new IOException("There is no recording " + file, e);
        }
    }

    /** Lines of an offset and when the bytes from there on came, in nanoseconds since the epoch. */
    private static NavigableMap<Integer, Instant> times(Path index) throws IOException {
        NavigableMap<Integer, Instant> times = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(index)) {
                String[] parts = line.trim().split(" ");
                long nanos = Long.parseLong(parts[1]);
                times.put(
                        Integer.valueOf(parts[0]), Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000));
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(index + " holds a line that is not an offset and a time in nanoseconds", e);
        }
        return times;
    }

    Recording startedAt(Instant start) {
        return new Recording(banner, stream, shown, start);
    }
}
