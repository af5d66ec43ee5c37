package org.jackfield.crm.directory.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one directory: {@code etc/org.jackfield.crm.directory~<name>.cfg}. */
@ObjectClassDefinition(name = "Jackfield directory", description = "Contacts from a CSV file")
public @interface DirectoryConfig {
    @AttributeDefinition(description = "The CSV file; read again whenever it changes")
    String file() default "";

    @AttributeDefinition(description = "Client company these contacts belong to")
    String tenant() default "main";

    @AttributeDefinition(
            description = "Two-letter region (ISO 3166-1) of numbers written without country code, for rows"
                    + " that name none")
    String defaultRegion() default "GB";

    @AttributeDefinition(
            description =
                    "Address that opens a contact, https:// or http://, with columns in braces such as {id}; empty"
                            + " for none",
            required = false)
    String urlTemplate() default "";
}
