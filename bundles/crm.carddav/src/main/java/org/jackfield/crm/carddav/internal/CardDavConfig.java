package org.jackfield.crm.carddav.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one address book: {@code etc/org.jackfield.crm.carddav~<name>.cfg}. */
@ObjectClassDefinition(name = "Jackfield CardDAV", description = "Contacts of a CardDAV address book")
public @interface CardDavConfig {
    @AttributeDefinition(description = "The address book itself, for example https://dav.example/staff/contacts/")
    String url() default "";

    @AttributeDefinition(description = "User; empty for none", required = false)
    String username() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Password; best as $[secret:name] or $[env:NAME]",
            required = false)
    String secret() default "";

    @AttributeDefinition(description = "Client company whose address book it is")
    String tenant() default "main";

    @AttributeDefinition(description = "Two-letter region (ISO 3166-1) of numbers stored without country code")
    String defaultRegion() default "GB";

    @AttributeDefinition(
            description = "Address that opens a contact, with {uid} in it; empty for none",
            required = false)
    String urlTemplate() default "";

    @AttributeDefinition(description = "How often changes are asked for, in seconds, 5 to 86400")
    int changesEverySeconds() default 60;

    @AttributeDefinition(description = "true to send the password in the clear to another machine")
    boolean allowPlainHttp() default false;
}
