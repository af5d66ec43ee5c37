package org.jackfield.crm.sandbox.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one look-alike: {@code etc/org.jackfield.crm.sandbox~<name>.cfg}. */
@ObjectClassDefinition(name = "Jackfield sandbox", description = "A Salesforce look-alike inside this process")
public @interface SandboxConfig {
    @AttributeDefinition(description = "Port on 127.0.0.1; 0 takes any free one")
    int port() default 8_282;

    @AttributeDefinition(description = "Who may log in, with client credentials")
    String clientId() default "jackfield";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "Its secret; without one nothing is started")
    String clientSecret() default "";

    @AttributeDefinition(description = "Folder of its records; empty for in memory alone", required = false)
    String data() default "";

    @AttributeDefinition(description = "Whether a new org has people and cases")
    boolean people() default true;

    @AttributeDefinition(description = "Whether people may be accounts")
    boolean personAccounts() default false;

    @AttributeDefinition(description = "Whether tasks have the fields of a call centre")
    boolean callFields() default true;

    @AttributeDefinition(description = "Whether the external id of tasks is unique")
    boolean uniqueCallId() default true;

    @AttributeDefinition(description = "How numbers are found: tokens, digits, ends or everybody")
    String phoneIndex() default "digits";

    @AttributeDefinition(description = "Calls until REQUEST_LIMIT_EXCEEDED")
    long apiLimit() default 1_000_000;
}
