package org.jackfield.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings: {@code etc/org.jackfield.store.cfg}. */
@ObjectClassDefinition(name = "Jackfield store", description = "How calls and events are kept")
public @interface StoreConfig {
    @AttributeDefinition(
            description = "Events that may wait in memory for the database, 100 or more; past that their detail is"
                    + " shed, never a call",
            min = "100")
    int eventsWaiting() default 20_000;

    @AttributeDefinition(
            description = "How long events are kept for readers that were away, in hours; 0 keeps none",
            min = "0",
            max = "8760")
    int eventsKeptHours() default 24;

    @AttributeDefinition(
            description = "How many events are kept at most; a call has about eight, and each takes some 2 KB",
            min = "1000")
    int eventsKeptMost() default 500_000;
}
