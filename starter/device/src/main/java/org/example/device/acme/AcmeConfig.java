package org.example.device.acme;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One Acme display: {@code etc/org.example.device.acme~<name>.cfg}. */
@ObjectClassDefinition(name = "Acme display", description = "A display that stands beside a phone")
public @interface AcmeConfig {
    @AttributeDefinition(description = "Where it takes what to show, for example http://192.0.2.7/show")
    String url();

    @AttributeDefinition(description = "Link of the line it stands at, for example asterisk~main")
    String link();

    @AttributeDefinition(description = "Line it stands at, for example 1001")
    String line();

    @AttributeDefinition(description = "Client company it belongs to")
    String tenant() default "main";

    @AttributeDefinition(description = "When an answer counts as failed, in milliseconds", min = "100", max = "60000")
    int timeoutMs() default 2_000;
}
