package org.jackfield.crm.rest.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one CRM: {@code etc/org.jackfield.crm.rest~<name>.cfg}. */
@ObjectClassDefinition(
        name = "Jackfield REST CRM",
        description = "A CRM with a REST interface, described by a template")
public @interface RestConfig {
    @AttributeDefinition(
            description =
                    "A template that comes with Jackfield (zendesk, hubspot, espocrm, request-tracker, tryton), or"
                            + " the path of a file that ends with .yaml")
    String template() default "";

    @AttributeDefinition(description = "The CRM's address, https://…; plain http:// to this machine alone")
    String url() default "";

    @AttributeDefinition(description = "Client company whose CRM it is")
    String tenant() default "main";

    @AttributeDefinition(description = "Two-letter region (ISO 3166-1) of numbers stored without country code")
    String defaultRegion() default "GB";

    @AttributeDefinition(description = "User, or the client id of OAuth", required = false)
    String username() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "Password, API key, token or client secret; best as $[secret:name] or $[env:NAME]",
            required = false)
    String secret() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description = "First refresh token of OAuth; the ones after it are kept in the data folder",
            required = false)
    String refreshToken() default "";

    @AttributeDefinition(description = "What else the template asks for, name=value, comma-separated", required = false)
    String settings() default "";

    @AttributeDefinition(
            description = "The CRM's user of each agent, alice=17, comma-separated; others are looked for by e-mail if"
                    + " the template can",
            required = false)
    String agents() default "";

    @AttributeDefinition(
            description = "The CRM's user who owns calls of agents it does not know, and calls nobody answered",
            required = false)
    String defaultOwner() default "";

    @AttributeDefinition(description = "Whether calls are logged, if the template can")
    boolean logCalls() default true;

    @AttributeDefinition(description = "How long an answer may take, in milliseconds, 500 to 60000")
    int deadlineMs() default 10_000;

    @AttributeDefinition(
            description = "true to speak plain HTTP with another machine: secrets and names go in the clear")
    boolean allowPlainHttp() default false;
}
