package org.jackfield.crm.ldap.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one directory: {@code etc/org.jackfield.crm.ldap~<name>.cfg}. */
@ObjectClassDefinition(name = "Jackfield LDAP", description = "People of an LDAP directory")
public @interface LdapConfig {
    @AttributeDefinition(description = "ldaps://host:636, or ldap://host:389, which then upgrades by StartTLS")
    String url() default "";

    @AttributeDefinition(description = "Where people are, for example ou=people,dc=example,dc=org")
    String base() default "";

    @AttributeDefinition(description = "Who asks; empty for nobody", required = false)
    String bindDn() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Password of bindDn; best as $[secret:name] or $[env:NAME]",
            required = false)
    String secret() default "";

    @AttributeDefinition(description = "Which entries are people")
    String filter() default "(|(objectClass=person)(objectClass=contact))";

    @AttributeDefinition(description = "Attributes with numbers, the most personal first, comma-separated")
    String phoneAttributes() default "mobile,telephoneNumber,homePhone,ipPhone,otherTelephone";

    @AttributeDefinition(description = "Attribute with the person's name")
    String nameAttribute() default "cn";

    @AttributeDefinition(description = "Attribute with the company", required = false)
    String companyAttribute() default "o";

    @AttributeDefinition(description = "Client company whose directory it is")
    String tenant() default "main";

    @AttributeDefinition(description = "Two-letter region (ISO 3166-1) of numbers stored without country code")
    String defaultRegion() default "GB";

    @AttributeDefinition(
            description = "Address that opens a person, with attributes in braces such as {uid}; empty for none",
            required = false)
    String urlTemplate() default "";

    @AttributeDefinition(description = "How long an answer may take, in milliseconds, 200 to 30000")
    int deadlineMs() default 3_000;

    @AttributeDefinition(description = "true to send the password in the clear to another machine")
    boolean allowPlain() default false;
}
