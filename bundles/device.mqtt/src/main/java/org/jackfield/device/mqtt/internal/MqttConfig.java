package org.jackfield.device.mqtt.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the devices over MQTT. */
@ObjectClassDefinition(name = "Jackfield devices over MQTT", description = "Where the devices' broker is")
@interface MqttConfig {
    String PID = "org.jackfield.device.mqtt";

    @AttributeDefinition(
            required = false,
            description = "The broker as tcp://host:1883 or ssl://host:8883; empty for the embedded one")
    String brokerUri() default "";

    @AttributeDefinition(required = false, description = "User at that broker; not needed for the embedded one")
    String username() default "";

    @AttributeDefinition(required = false, description = "Password of that user", type = AttributeType.PASSWORD)
    String secret() default "";

    @AttributeDefinition(
            required = false,
            description =
                    "PEM file with the broker's certificate or its authority's, where Java does not trust it by itself")
    String trustedCertificate() default "";

    @AttributeDefinition(description = "First level of every topic")
    String domain() default "jackfield";

    @AttributeDefinition(description = "Name of this server below $host; two servers at one broker need two")
    String node() default "main";

    @AttributeDefinition(description = "The client company whose devices these are")
    String tenant() default "main";
}
