package org.jackfield.api.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Call;
import org.osgi.annotation.versioning.ProviderType;

/** The calls that are up, kept past a crash, so that a restarted server knows what it was in the middle of. */
@ProviderType
public interface LiveJournal {
    /**
     * What was known of a link when something was written of it last. Reads the database on the caller's thread and
     * fails with {@link StoreException}; empty if nothing was ever told of that link.
     */
    Optional<Known> known(String link);

    /**
     * @param heardAt everything the link told up to then is kept
     * @param calls that were not over, as they were told last
     */
    record Known(Instant heardAt, List<Call> calls) {
        public Known {
            calls = List.copyOf(calls);
        }
    }
}
