package org.jackfield.api.access;

import java.util.Optional;
import org.jackfield.api.agent.LineRef;

/**
 * Somebody, or something, that may come in.
 *
 * @param name {@code [a-z0-9._-]{1,64}}; equal to the agent's id for people who take calls, to the device's id for
 *     devices
 * @param line for devices: the line the device serves
 */
public record Account(String tenant, String name, AccountRole role, Optional<LineRef> line) {
    /** Whether this account's role includes another. Devices and people include nothing of each other. */
    public boolean may(AccountRole other) {
        return role == other || role != AccountRole.DEVICE && other != AccountRole.DEVICE && role.compareTo(other) > 0;
    }
}
