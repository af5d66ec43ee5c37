package org.jackfield.device.push.internal;

import java.util.Map;
import java.util.Optional;
import org.jackfield.api.device.Device;

/**
 * What an action of a phone says about it: a hint, never proof. The words are those of the URL; which action of which
 * vendor calls which is in the README.
 *
 * @param state how the phone is
 * @param fact a facet and its value
 */
record Reported(Device.State state, Optional<Map.Entry<String, String>> fact) {
    /** Empty for a word nobody knows. */
    static Optional<Reported> of(String word) {
        return switch (word) {
            case "registered", "incoming", "missed" -> ready("", "");
            case "unregistered" -> Optional.of(new Reported(Device.State.DISCONNECTED, Optional.empty()));
            case "offhook", "outgoing", "connected" -> ready("hookswitch", "offHook");
            case "onhook", "disconnected" -> ready("hookswitch", "onHook");
            case "dnd-on" -> ready("doNotDisturb", "on");
            case "dnd-off" -> ready("doNotDisturb", "off");
            case "mute" -> ready("mute", "on");
            case "unmute" -> ready("mute", "off");
            case "login" -> ready("session", "loggedIn");
            case "logout" -> ready("session", "loggedOut");
            default -> Optional.empty();
        };
    }

    private static Optional<Reported> ready(String facet, String value) {
        return Optional.of(new Reported(
                Device.State.READY, facet.isEmpty() ? Optional.empty() : Optional.of(Map.entry(facet, value))));
    }
}
