package org.example.pbx.acme;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of one Acme PBX: {@code etc/org.example.pbx.acme~<name>.cfg}. */
@ObjectClassDefinition(name = "Acme PBX", description = "A link to the Acme PBX")
public @interface AcmeConfig {
    @AttributeDefinition(description = "Host name or address")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "TCP port", min = "1", max = "65535")
    int port() default 4242;

    @AttributeDefinition(description = "What the PBX knows us by", type = AttributeType.PASSWORD)
    String secret() default "";

    @AttributeDefinition(description = "Client company the link belongs to")
    String tenant() default "main";

    @AttributeDefinition(description = "First pause between attempts, in milliseconds", min = "10")
    int reconnectMinMs() default 500;

    @AttributeDefinition(description = "Longest pause between attempts, in milliseconds", min = "10")
    int reconnectMaxMs() default 15_000;
}
