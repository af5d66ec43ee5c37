package org.jackfield.api.crm;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * All contacts of a CRM and then what changes in them, so that an index of ours can answer in the CRM's place. One page
 * is asked for at a time, from one thread.
 */
@ConsumerType
public interface ContactFeed {
    /** Two-letter region (ISO 3166-1) of stored numbers without country code. */
    String region();

    /**
     * The next page.
     *
     * @param cursor empty to begin with all contacts, else what the page before gave: the CRM's own mark, for example a
     *     modification time or a sync token
     * @return fails with one sentence for a person; with an IllegalArgumentException if the CRM does not know the
     *     cursor any more, and the index begins anew; after any other failure the same page is asked for again
     */
    CompletionStage<ContactPage> page(String cursor);
}
