package org.jackfield.routes.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.jackfield.routes.cfg}. */
@ObjectClassDefinition(name = "Jackfield routes", description = "Routes that link calls, records, screens and devices")
@interface RoutesConfig {
    String PID = "org.jackfield.routes";

    long POLL_MS = 1_000;

    @AttributeDefinition(
            name = "Routes folder",
            description = "Where *.xml files with routes are dropped; empty for routes in Karaf's etc folder")
    String routesFolder() default "";

    @AttributeDefinition(
            name = "Poll",
            min = "100",
            max = "60000",
            description = "Milliseconds between two looks at the folder, 100 to 60000")
    long pollMs() default POLL_MS;

    @AttributeDefinition(
            name = "Leave out",
            description = "Ids of default routes that are not started, because a file in the folder takes their place")
    String[] leaveOut() default {};
}
