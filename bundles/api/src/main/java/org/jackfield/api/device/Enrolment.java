package org.jackfield.api.device;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.agent.LineRef;

/**
 * A device as an administrator enrolled it: where it stands, whose it is, which lines it serves. What a device says
 * about itself changes none of this.
 *
 * @param device its id, MQTT user name and client id: {@code [a-z0-9-]{1,64}}
 * @param place where it stands, for people; may be empty
 * @param lines what it serves, the first one first
 * @param agent whose it is, for a headset that a person carries along; else whoever sits at the line
 * @param root the bridge that speaks for it, if one does
 */
public record Enrolment(
        String tenant,
        String device,
        String place,
        List<LineRef> lines,
        Optional<String> agent,
        Optional<String> root) {
    private static final int LONGEST_PLACE = 128;
    private static final int MOST_LINES = 16;

    /** @throws IllegalArgumentException in one sentence */
    public Enrolment {
        requireId(device);
        root.ifPresent(Enrolment::requireId);
        if (root.filter(device::equals).isPresent()) {
            throw new IllegalArgumentException("'" + device + "' cannot be its own bridge");
        }
        if (place.length() > LONGEST_PLACE || place.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A place is up to " + LONGEST_PLACE + " characters on one line, for example 'Desk 14, 2nd floor'");
        }
        if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException("A device serves " + MOST_LINES + " lines at most");
        }
        lines = List.copyOf(lines);
    }

    /** A device of one line. */
    public static Enrolment of(String tenant, String device, LineRef line) {
        return new Enrolment(tenant, device, "", List.of(line), Optional.empty(), Optional.empty());
    }

    private static void requireId(String id) {
        if (!id.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException(
                    "'" + id + "' is no device id: use 1 to 64 of a-z, 0-9 and dash, for example desk-1001");
        }
    }
}
