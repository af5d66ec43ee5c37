package org.jackfield.contacts.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the lookup: {@code etc/org.jackfield.contacts.cfg}. */
@ObjectClassDefinition(name = "Jackfield contacts", description = "Who is calling, over all connectors")
public @interface ContactsConfig {
    @AttributeDefinition(
            description = "Connectors whose contacts are held in memory, so that a lookup asks no CRM, for example"
                    + " salesforce~emea; comma-separated, * for all that can; empty for none")
    String indexed() default "";

    @AttributeDefinition(description = "How often an index asks its CRM for changes, in seconds, 5 to 86400")
    int changesEverySeconds() default 60;

    @AttributeDefinition(
            description = "How often an index is read anew as a whole, in hours, 1 to 720: some CRMs never tell what"
                    + " was deleted")
    int wholeEveryHours() default 24;

    @AttributeDefinition(
            description = "How long 'nobody has this number' is believed before a CRM is asked again, in milliseconds,"
                    + " 0 to 60000")
    int negativeMs() default 20_000;
}
