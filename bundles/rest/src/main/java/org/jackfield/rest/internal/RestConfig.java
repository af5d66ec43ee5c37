package org.jackfield.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured, for editors and for the core's check of configurations; {@link Settings} reads it. */
@ObjectClassDefinition(
        name = "Jackfield REST API",
        description = "Who may talk to the API, and how long a log-in lasts")
@interface RestConfig {
    @AttributeDefinition(
            name = "Public hosts",
            description = "names, without port, by which browsers reach this server, separated by commas; "
                    + "loopback names and IP addresses are always allowed")
    String publicHosts() default "";

    @AttributeDefinition(
            name = "Session hours",
            min = "1",
            max = "168",
            description =
                    "a whole number from 1 to 168: a browser that asked for nothing so many hours has to log in again; "
                            + "12 is used instead")
    int sessionHours() default Settings.SESSION_HOURS;

    @AttributeDefinition(
            name = "Behind HTTPS",
            description = "true behind a proxy that speaks HTTPS to browsers and HTTP to this server, else false")
    boolean behindHttps() default false;

    @AttributeDefinition(
            name = "Framed",
            description = "true if the page stands in a frame of another site's page, such as a CRM's; needs HTTPS,"
                    + " and the sites' names in frameAncestors of org.jackfield.desktop; else false")
    boolean framed() default false;

    @AttributeDefinition(
            name = "Most streams",
            min = "1",
            max = "100000",
            description =
                    "a whole number from 1 to 100000: how many event streams may be open at once; 10000 is used instead")
    int maxStreams() default Settings.MAX_STREAMS;
}
