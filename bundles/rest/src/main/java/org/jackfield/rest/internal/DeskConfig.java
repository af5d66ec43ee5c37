package org.jackfield.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an organisation decides for its agents' page, for editors and for the core's check of configurations. */
@ObjectClassDefinition(name = "Jackfield desk", description = "What the agents' page offers")
@interface DeskConfig {
    String PID = "org.jackfield.desk";

    @AttributeDefinition(
            name = "Reasons",
            description =
                    "why somebody is not ready, separated by commas; break, lunch, meeting, training and paperwork"
                            + " are translated, any other word is shown as it is")
    String reasons() default Desk.REASONS;

    @AttributeDefinition(
            name = "Dispositions",
            description = "how a call may have gone, separated by commas; without any the page does not ask")
    String dispositions() default "";

    @AttributeDefinition(
            name = "Disposition required",
            description = "queues after whose calls the page asks for a disposition until it has one,"
                    + " separated by commas")
    String dispositionRequired() default "";

    @AttributeDefinition(
            name = "New contact",
            description =
                    "https address of the CRM's form for a new contact, in which {number} and {name} are replaced;"
                            + " without one the page offers none")
    String newContactUrl() default "";
}
