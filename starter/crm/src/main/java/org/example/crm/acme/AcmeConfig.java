package org.example.crm.acme;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one Acme CRM: {@code etc/org.example.crm.acme~<name>.cfg}. */
@ObjectClassDefinition(name = "Acme CRM", description = "Records of the Acme CRM")
public @interface AcmeConfig {
    @AttributeDefinition(description = "Where it is, for example https://crm.example.org")
    String url();

    @AttributeDefinition(description = "What it knows us by", type = AttributeType.PASSWORD)
    String token() default "";

    @AttributeDefinition(description = "Client company whose records these are")
    String tenant() default "main";

    @AttributeDefinition(description = "When an answer counts as failed, in milliseconds", min = "100", max = "60000")
    int timeoutMs() default 5_000;
}
