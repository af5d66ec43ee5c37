package org.jackfield.device.push.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of phones that call action URLs. */
@ObjectClassDefinition(name = "Jackfield phones by action URL", description = "Desk phones without MQTT")
@interface PushPhonesConfig {
    String PID = "org.jackfield.device.push";

    @AttributeDefinition(description = "The client company whose phones these are")
    String tenant() default "main";

    @AttributeDefinition(
            required = false,
            description = "Beginnings of the addresses phones call from, for example 10.1.; empty for any")
    String[] from() default {};

    @AttributeDefinition(description = "Requests a second a phone may send on average", min = "1", max = "1000")
    int perSecond() default 5;
}
