package org.jackfield.presence.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the agents' states. */
@ObjectClassDefinition(name = "Jackfield presence", description = "How an agent's state follows from calls, choices and devices")
@interface PresenceConfig {
    String PID = "org.jackfield.presence";

    @AttributeDefinition(description = "The client companies whose agents are looked after from the start")
    String[] tenants() default "main";

    @AttributeDefinition(description = "Work after a call with a customer, in milliseconds; 0 for none")
    long wrapUpMs() default 10_000;

    @AttributeDefinition(description = "Whether an agent who lets a call ring out becomes not ready")
    boolean ringNoAnswerMakesNotReady() default false;

    @AttributeDefinition(description = "How long a lost phone is borne, in milliseconds, after its driver gave it up")
    long deviceLostGraceMs() default 0;

    @AttributeDefinition(description = "How long a headset may be off the head, in milliseconds; 0 for ever")
    long headsetOffMs() default 0;
}
