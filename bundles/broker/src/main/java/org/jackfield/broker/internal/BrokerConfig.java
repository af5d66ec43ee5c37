package org.jackfield.broker.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the embedded broker. */
@ObjectClassDefinition(name = "Jackfield broker", description = "The MQTT broker inside this process")
@interface BrokerConfig {
    String PID = "org.jackfield.broker";

    @AttributeDefinition(description = "Whether the broker runs; switch it off when devices use a broker of their own")
    boolean enabled() default true;

    @AttributeDefinition(
            description =
                    "Address to listen at; passwords travel in clear, so leave the loopback only for a trusted network")
    String host() default "127.0.0.1";

    @AttributeDefinition(min = "0", max = "65535", description = "Port to listen at")
    int port() default 1883;

    @AttributeDefinition(min = "1", max = "100000", description = "How many clients may be connected at once")
    int maxConnections() default 2000;

    @AttributeDefinition(min = "2048", max = "1048576", description = "The longest packet a client may send, in bytes")
    int maxPacketBytes() default 16_384;
}
