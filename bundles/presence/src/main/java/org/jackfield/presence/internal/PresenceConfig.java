package org.jackfield.presence.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the agents' states. */
@ObjectClassDefinition(
        name = "Jackfield presence",
        description = "How an agent's state follows from calls, choices and devices")
@interface PresenceConfig {
    String PID = "org.jackfield.presence";

    long WRAP_UP_MS = 10_000;

    long DEVICE_STEADY_MS = 5_000;

    @AttributeDefinition(description = "The client companies whose agents are looked after from the start")
    String[] tenants() default "main";

    @AttributeDefinition(
            min = "0",
            max = "3600000",
            description = "Work after a call with a customer, in milliseconds; 0 for none")
    long wrapUpMs() default WRAP_UP_MS;

    @AttributeDefinition(description = "Whether an agent who lets a call ring out becomes not ready")
    boolean ringNoAnswerMakesNotReady() default false;

    @AttributeDefinition(
            min = "0",
            max = "3600000",
            description = "How long a lost phone is borne, in milliseconds, after its driver gave it up")
    long deviceLostGraceMs() default 0;

    @AttributeDefinition(
            min = "0",
            max = "3600000",
            description =
                    "How long a phone that was lost must be back before its agent is ready again, in milliseconds")
    long deviceSteadyMs() default DEVICE_STEADY_MS;

    @AttributeDefinition(
            min = "0",
            max = "3600000",
            description = "How long a headset may be off the head, in milliseconds; 0 for ever")
    long headsetOffMs() default 0;

    @AttributeDefinition(description = "Whether the PBXs' queues are told to ring nobody who is not ready")
    boolean tellPbx() default true;
}
