package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.api.pbx.Missed;
import org.jackfield.api.pbx.Missed.MissedCall;

/**
 * The end of Asterisk's {@code Master.csv} (cdr_csv), where calls stand in the order in which they ended. Read on the
 * link's thread, which nobody waits for.
 */
final class CdrFile {
    /** So much of the file's end is read: some ten thousand calls. */
    private static final int MOST = 4 * 1024 * 1024;

    private final String file;

    /** @param file empty if there is none */
    CdrFile(String file) {
        this.file = file;
    }

    boolean present() {
        return !file.isEmpty();
    }

    /** The calls that began and ended between two moments. */
    Missed read(Instant from, Instant to) {
        if (!present()) {
            return Missed.unknown(from, to, "no CDR source; set cdrFile of the link");
        }
        try {
            return calls(from, to, tail());
        } catch (IOException e) {
            return Missed.unknown(from, to, "the CDR file " + file + " cannot be read (" + e.getMessage() + ")");
        }
    }

    private Missed calls(Instant from, Instant to, List<String> lines) {
        List<CdrRow> rows = new ArrayList<>();
        for (String line : lines) {
            CdrRow.parse(line).ifPresent(rows::add);
        }
        if (rows.isEmpty() && !lines.isEmpty()) {
            return Missed.unknown(
                    from, to, "the CDR file " + file + " has no uniqueid; set loguniqueid = yes in its cdr.conf");
        }
        long zone = CdrRow.secondsAhead(rows);
        Map<String, List<CdrRow>> calls = new LinkedHashMap<>();
        for (CdrRow row : rows) {
            CdrRow shifted = row.minusSeconds(zone);
            if (!shifted.end().plusSeconds(1).isBefore(from)) {
                calls.computeIfAbsent(shifted.call(), c -> new ArrayList<>()).add(shifted);
            }
        }
        List<MissedCall> missed = calls.values().stream().map(CdrRow::story).toList();
        return new Missed(from, to, true, file, missed);
    }

    private List<String> tail() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            long skip = Math.max(0, in.length() - MOST);
            in.seek(skip);
            byte[] bytes = new byte[(int) (in.length() - skip)];
            in.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return skip > 0 && !lines.isEmpty() ? lines.subList(1, lines.size()) : lines;
        }
    }
}
