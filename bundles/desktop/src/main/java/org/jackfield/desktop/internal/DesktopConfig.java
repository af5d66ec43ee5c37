package org.jackfield.desktop.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of how the page is served. */
@ObjectClassDefinition(name = "Jackfield desktop", description = "Where the agents' page may be shown")
@interface DesktopConfig {
    String PID = "org.jackfield.desktop";

    @AttributeDefinition(
            name = "Frame ancestors",
            description = "origins, such as https://crm.example.org, whose pages may show this one in a frame,"
                    + " separated by blanks; none but this server by default")
    String frameAncestors() default "";
}
