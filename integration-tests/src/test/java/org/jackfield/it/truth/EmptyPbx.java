package org.jackfield.it.truth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Writes what a recorded PBX would send to a recorder that comes back after everything: the same run, and no call. */
public final class EmptyPbx {
    private static final Pattern STAMP = Pattern.compile("\nTimestamp: (\\d+)\\.\\d+");
    private static final Pattern UPTIME = Pattern.compile("\nUptime: (\\d+)");
    private static final Pattern START = Pattern.compile("\nCoreStartupDate: ([-\\d]+)\r\nCoreStartupTime: ([:\\d]+)");

    private EmptyPbx() {}

    /** @param recording the last part of a recording; its second part, if it has one */
    public static void after(Path recording, Path file) throws IOException {
        String text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(recording))) {
            text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        List<Long> stamps =
                STAMP.matcher(text).results().map(r -> Long.valueOf(r.group(1))).toList();
        long last = stamps.get(stamps.size() - 1);
        Matcher start = START.matcher(text);
        Matcher uptime = UPTIME.matcher(text);
        String run = start.find()
                ? "Response: Success\r\nCoreStartupDate: " + start.group(1) + "\r\nCoreStartupTime: " + start.group(2)
                : "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: "
                        + (last - stamps.get(0) + (uptime.find() ? Long.parseLong(uptime.group(1)) : 60));
        Files.writeString(
                file,
                "Asterisk Call Manager/11.0.0\r\n" + run
                        + "\r\n\r\nEvent: Reload\r\nPrivilege: system,all\r\nTimestamp: " + last
                        + ".999999\r\nModule: All\r\nStatus: 0\r\n\r\n",
                StandardCharsets.ISO_8859_1);
    }
}
