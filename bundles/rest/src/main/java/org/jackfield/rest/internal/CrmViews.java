package org.jackfield.rest.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.crm.NewRecord;
import org.jackfield.api.crm.Owner;
import org.jackfield.api.health.Status;
import org.jackfield.api.store.Outbox;

/** The bodies of answers about CRMs. Each record's components are the JSON's members. */
final class CrmViews {
    private CrmViews() {}

    /**
     * How a connector stands.
     *
     * @param logs whether calls are logged there
     * @param delivery present if they are
     * @param breaker whether it is asked at all
     * @param creates what a person may have made there
     * @param outbox what it is owed; absent if it never was owed anything
     */
    record ConnectorView(
            String name,
            String tenant,
            Status.State state,
            String reason,
            Instant since,
            Map<String, Long> counters,
            boolean logs,
            Optional<Delivery> delivery,
            BreakerState breaker,
            List<NewRecord.Kind> creates,
            Optional<Outbox.Counts> outbox) {
        static ConnectorView of(CrmConnector connector, BreakerState breaker, Outbox.Counts owed) {
            Status status = connector.status();
            return new ConnectorView(
                    status.name(),
                    status.tenant(),
                    status.state(),
                    status.reason(),
                    status.since(),
                    status.counters(),
                    connector.logs(),
                    connector.logs() ? Optional.of(connector.delivery()) : Optional.empty(),
                    breaker,
                    connector.creates().stream().sorted().toList(),
                    Optional.ofNullable(owed));
        }
    }

    /**
     * An activity that a connector is owed, or has got.
     *
     * @param key the connector writes it by
     * @param owner our agent's id or an e-mail; absent if it is nobody's
     * @param crmId the CRM's own id
     * @param reason of the last failure
     */
    record ActivityView(
            long id,
            String connector,
            String key,
            String call,
            Outbox.State state,
            int attempts,
            String reason,
            Instant dueAt,
            Optional<String> crmId,
            String direction,
            Optional<String> owner,
            Instant at,
            long talkMs,
            boolean answered) {
        static ActivityView of(Outbox.Row row) {
            Activity activity = row.activity();
            return new ActivityView(
                    row.id(),
                    row.connector(),
                    activity.key(),
                    activity.call().id(),
                    row.state(),
                    row.attempts(),
                    row.reason(),
                    row.dueAt(),
                    row.crmId(),
                    activity.direction().word(),
                    activity.owner().map(Owner::name),
                    activity.at(),
                    activity.talk().toMillis(),
                    activity.answered());
        }
    }

    /**
     * Who is to be forgotten.
     *
     * @param number in any spelling
     * @param record the CRM's id, with its connector
     */
    record Wanted(String number, String connector, String record) {
        Erasure erasure(Services services, String tenant) {
            Optional<String> named = Optional.ofNullable(number).flatMap(written -> Asked.number(services, written));
            if (named.isEmpty() && (connector == null || record == null)) {
                throw new Problem(400, "Say whom to forget: send 'number', or 'connector' and 'record'.");
            }
            return new Erasure(
                    tenant,
                    named,
                    connector == null || record == null
                            ? Optional.empty()
                            : Optional.of(new Erasure.Record(connector, record)));
        }
    }

    /**
     * What is gone.
     *
     * @param calls that name nobody now
     * @param activities that were owed to CRMs
     * @param connectors entries kept by each
     */
    record Erased(int calls, int activities, int events, Map<String, Integer> connectors) {}

    /** @param given how many are given again */
    record Replayed(int given) {}
}
