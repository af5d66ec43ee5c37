package org.jackfield.pbx.push.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one PBX that pushes: {@code etc/org.jackfield.pbx.push~<name>.cfg}. */
@ObjectClassDefinition(name = "Jackfield push link", description = "A PBX that tells its calls by HTTP")
public @interface PushConfig {
    @AttributeDefinition(
            description = "What the PBX must know to be heard, 16 characters or more",
            type = AttributeType.PASSWORD)
    String secret() default "";

    @AttributeDefinition(description = "Client company the link belongs to")
    String tenant() default "main";

    @AttributeDefinition(description = "Events taken a second; more are refused with 429", min = "1", max = "10000")
    int eventsPerSecond() default 50;

    @AttributeDefinition(description = "Calls that may be up at once", min = "1", max = "10000")
    int liveCalls() default 256;
}
