package org.jackfield.pbx.sim.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The messages of a recorded AMI session. */
final class Recording {
    private static final Path FOLDER = Path.of("../../integration-tests/src/test/resources/recordings");

    /** One message: its headers in order. */
    record Message(List<Map.Entry<String, String>> headers) {

        static Message of(String text) {
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            for (String line : text.split("\r\n")) {
                if (!line.isEmpty()) {
                    int colon = line.indexOf(':');
                    String value = line.substring(colon + 1);
                    headers.add(
                            Map.entry(line.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value));
                }
            }
            return new Message(headers);
        }

        String get(String name) {
            return headers.stream()
                    .filter(header -> header.getKey().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        String event() {
            return get("Event");
        }
    }

    private Recording() {}

    /** The recording whose name begins so. */
    static List<Message> read(String number) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(FOLDER, number + "-*.ami.gz")) {
            try (InputStream in =
                    new GZIPInputStream(Files.newInputStream(found.iterator().next()))) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return parse(text.substring(text.indexOf("\r\n") + 2));
            }
        }
    }

    static List<Message> parse(String text) {
        List<Message> messages = new ArrayList<>();
        for (String message : text.split("\r\n\r\n")) {
            if (!message.isBlank()) {
                messages.add(Message.of(message));
            }
        }
        return messages;
    }
}
