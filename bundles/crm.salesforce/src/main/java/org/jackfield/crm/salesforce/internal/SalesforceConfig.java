package org.jackfield.crm.salesforce.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one org: {@code etc/org.jackfield.crm.salesforce~<name>.cfg}. */
@ObjectClassDefinition(name = "Jackfield Salesforce", description = "One Salesforce org")
public @interface SalesforceConfig {
    @AttributeDefinition(description = "Client company whose records these are")
    String tenant() default "main";

    @AttributeDefinition(
            description = "Where to log in: the org's My Domain, or https://login.salesforce.com with a key")
    String loginUrl() default "https://login.salesforce.com";

    @AttributeDefinition(description = "Consumer key of the External Client App")
    String clientId() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            required = false,
            description = "Its consumer secret, for the client credentials flow; $[secret:name] reads it from a file")
    String clientSecret() default "";

    @AttributeDefinition(
            required = false,
            description = "Who to work as, for the JWT bearer flow: the integration user's name")
    String username() default "";

    @AttributeDefinition(
            required = false,
            description = "File with the app's private key (PEM, PKCS#8), for the JWT bearer flow")
    String privateKeyFile() default "";

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            required = false,
            description = "That key itself instead of a file, for example $[secret:salesforce-key]")
    String privateKey() default "";

    @AttributeDefinition(
            required = false,
            description = "Audience of the JWT; empty for login.salesforce.com or, for sandboxes, test.salesforce.com")
    String audience() default "";

    @AttributeDefinition(description = "Version of the API; a newer one than the org offers becomes the org's newest")
    String apiVersion() default "66.0";

    @AttributeDefinition(
            required = false,
            description = "Hosts beside *.my.salesforce.com and that of loginUrl at which the org may say it is")
    String[] allowedHosts() default {};

    @AttributeDefinition(description = "Objects to look people up in, the one that counts most first")
    String[] objects() default {"Contact", "Account", "Lead"};

    @AttributeDefinition(description = "Two-letter region (ISO 3166-1) of numbers stored without country code")
    String defaultRegion() default "GB";

    @AttributeDefinition(description = "External id of Task (unique) that holds the call's id")
    String callIdField() default "CtiCallId__c";

    @AttributeDefinition(
            required = false,
            description = "Users of agents whom neither federation id nor e-mail names: agent=user name or id")
    String[] agents() default {};

    @AttributeDefinition(
            required = false,
            description = "Who owns calls of agents without a user: user name or id; empty for the integration user")
    String defaultOwner() default "";

    @AttributeDefinition(
            required = false,
            description = "API name of the contact centre, to tell Salesforce Voice (Partner Telephony) of each call"
                    + " while it is up; empty for not at all. Needs the private key")
    String callCenter() default "";

    @AttributeDefinition(description = "The telephony provider's name in that contact centre")
    String telephonyProvider() default "Jackfield";

    @AttributeDefinition(description = "How long a look-up may take")
    int lookupTimeoutMs() default 2_000;

    @AttributeDefinition(description = "How long anything else may take")
    int writeTimeoutMs() default 10_000;
}
