package org.jackfield.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured, for editors; {@link Settings} reads it. */
@ObjectClassDefinition(name = "Jackfield REST API", description = "Who may talk to the API, and how long a log-in lasts")
@interface RestConfig {
    @AttributeDefinition(
            name = "Public hosts",
            description = "Names, without port, by which browsers reach this server, separated by commas. "
                    + "Loopback names and IP addresses are always allowed.")
    String publicHosts() default "";

    @AttributeDefinition(
            name = "Session hours",
            description = "A browser that asked for nothing this long has to log in again; 1 to 168.")
    int sessionHours() default 12;

    @AttributeDefinition(
            name = "Behind HTTPS",
            description = "True behind a proxy that speaks HTTPS to browsers and HTTP to this server.")
    boolean behindHttps() default false;

    @AttributeDefinition(name = "Most streams", description = "How many event streams may be open at once.")
    int maxStreams() default 10_000;
}
