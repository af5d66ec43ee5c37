package org.jackfield.device.mqtt.internal;

import java.io.IOException;
import java.util.function.Consumer;

/** A live connection to a broker. */
interface Wire extends AutoCloseable {
    /** What is spoken, for people: {@code MQTT 5}. */
    String protocol();

    /** Begins to hear a filter; blocks until the broker agreed. */
    void subscribe(String filter) throws IOException;

    /**
     * Sends with QoS 1, from any thread, without blocking.
     *
     * @param done told once: whether the broker took it
     */
    void publish(Outgoing message, Consumer<Boolean> done);

    /** Ends the connection in an orderly way, so that the last will is not sent. Takes a second at most. */
    @Override
    void close();

    /** A message to send; {@code ttlMs} 0 for one that does not expire. */
    record Outgoing(String topic, byte[] payload, boolean retained, long ttlMs) {}

    /** Who hears what comes; called on the connection's thread, which waits meanwhile. */
    interface Ear {
        void arrived(String topic, byte[] payload, boolean retained);

        /** The connection is gone. */
        void lost(String reason);
    }
}
