package org.jackfield.device.sim.internal;

import java.util.Optional;

/**
 * How a device comes in at a broker.
 *
 * @param version 3 for MQTT 3.1.1, 5 for MQTT 5
 * @param keepAliveSeconds silence after which the broker shall give it up
 * @param sessionExpirySeconds how long a broker of MQTT 5 keeps the session
 */
public record Login(
        String host,
        int port,
        int version,
        String user,
        String clientId,
        String password,
        int keepAliveSeconds,
        int sessionExpirySeconds,
        Optional<Will> will) {
    /** What the broker says when the device is gone; with MQTT 5 after a delay. */
    public record Will(String topic, String payload, int delaySeconds) {}

    /** As {@code jackfield/1} wants it: keep-alive 8 s, session 60 s, without a will yet. */
    public static Login of(String host, int port, int version, String device, String password) {
        return new Login(host, port, version, device, device, password, 8, 60, Optional.empty());
    }

    public Login will(Will left) {
        return new Login(
                host,
                port,
                version,
                user,
                clientId,
                password,
                keepAliveSeconds,
                sessionExpirySeconds,
                Optional.of(left));
    }

    public Login keepAlive(int seconds) {
        return new Login(host, port, version, user, clientId, password, seconds, sessionExpirySeconds, will);
    }

    public Login as(String otherUser, String otherClientId) {
        return new Login(
                host, port, version, otherUser, otherClientId, password, keepAliveSeconds, sessionExpirySeconds, will);
    }
}
