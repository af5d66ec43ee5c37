package org.jackfield.pbx.asterisk.internal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An action to send. Any byte under 0x20 in a name or value is refused: it would end the header and let a caller's text
 * become an action of its own.
 */
final class AmiAction {
    private final Map<String, String> headers = new LinkedHashMap<>();

    AmiAction(String name) {
        with("Action", name);
    }

    AmiAction with(String name, String value) {
        if (hasControl(name) || hasControl(value)) {
            throw new IllegalArgumentException("The value of " + name.replaceAll("\\p{Cntrl}", "?")
                    + " holds a control character; it is not sent to the PBX");
        }
        headers.put(name, value);
        return this;
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
    }

    String name() {
        return headers.get("Action");
    }

    byte[] encode(String actionId) {
        StringBuilder text = new StringBuilder(128);
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("ActionID: ").append(actionId).append("\r\n\r\n");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
