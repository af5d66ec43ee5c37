package org.jackfield.api.crm;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who is calling, over all connectors of a tenant. Withheld, own and internal numbers never reach a connector.
 * Thread-safe.
 */
@ProviderType
public interface Contacts {
    /** The deadline used when nobody asks for another. */
    Duration DEFAULT_DEADLINE = Duration.ofMillis(1500);

    /**
     * Asks all connectors of the tenant at once. The stage never fails: a connector that fails or is too slow is a line
     * of the explanation.
     *
     * @param link whose number plan reads the number; empty for the default one
     * @param number as written
     * @param deadline after which an answer without the slow ones is given
     */
    CompletionStage<Lookup> lookup(String tenant, String link, String number, Duration deadline);

    /** The connectors of a tenant, by name; what is asked of them here counts for their breakers. */
    Collection<CrmConnector> connectors(String tenant);

    /** Whether a connector is asked at all; closed if there is none of that name. */
    BreakerState breaker(String connector);

    /**
     * Forgets a person in every connector of the tenant and in what is kept here. The stage never fails.
     *
     * @return how many entries are gone, by connector; -1 where it did not work
     */
    CompletionStage<Map<String, Integer>> forget(Erasure erasure);
}
