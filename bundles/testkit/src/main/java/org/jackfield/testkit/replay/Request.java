package org.jackfield.testkit.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** An action as a client sent it, and the envelope of its answers. */
final class Request {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Request(List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).trim(),
                        line.substring(colon + 1).trim());
            }
        }
    }

    String get(String name) {
        return headers.getOrDefault(name, "");
    }

    String action() {
        return get("Action");
    }

    String success(String... lines) {
        return block("Response: Success", lines);
    }

    String error(String message) {
        return block("Response: Error", "Message: " + message);
    }

    String event(String name, String... lines) {
        return block("Event: " + name, lines);
    }

    String block(String first, String... lines) {
        String id = headers.containsKey("ActionID") ? "ActionID: " + get("ActionID") + "\r\n" : "";
        return first + "\r\n" + id + String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** What was recorded as the answer to somebody else's action. */
    String as(List<Message> recorded) {
        String id = headers.containsKey("ActionID") ? "\r\nActionID: " + get("ActionID") + "\r\n" : "\r\n";
        return recorded.stream()
                .map(message ->
                        message.text().replaceFirst("\r\nActionID: [^\r]*\r\n", Matcher.quoteReplacement(id)) + "\r\n")
                .collect(Collectors.joining());
    }
}
