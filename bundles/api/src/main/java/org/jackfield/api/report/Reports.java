package org.jackfield.api.report;

import java.util.List;
import java.util.function.Consumer;
import org.jackfield.api.call.Call;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Figures out of the journal's ended calls. They are worked out when asked for, so a question asked again after a
 * crash, or with another definition, has an answer that is right. Methods read the database on the caller's thread and
 * fail with {@link org.jackfield.api.store.StoreException}.
 */
@ProviderType
public interface Reports {
    /** Per queue and interval in which calls entered it, by interval, then queue. */
    List<QueueCounts> queues(ReportQuery query);

    /** Per agent and interval with anything to count, by interval, then agent. */
    List<AgentCounts> agents(ReportQuery query);

    /** Inbound calls that nobody answered, newest first, to whoever takes them. */
    void missed(ReportQuery query, Consumer<Call> taker);
}
