package org.jackfield.crm.salesforce.internal.log;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jackfield.crm.salesforce.internal.rest.SalesforceApi;

/** The word with which this org says that a Task is done. Used by one thread at a time. */
final class ClosedStatus {
    private static final String USUAL = "Completed";
    private static final Duration KEPT = Duration.ofHours(24);

    private final SalesforceApi api;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private String status = "";
    private long since;

    ClosedStatus(SalesforceApi api, Duration patience, LongSupplier nanoTime) {
        this.api = api;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    String status() {
        long now = nanoTime.getAsLong();
        if (status.isEmpty() || now - since > KEPT.toNanos()) {
            List<String> closed =
                    api
                            .query("SELECT ApiName FROM TaskStatus WHERE IsClosed=true ORDER BY SortOrder", patience)
                            .stream()
                            .map(each -> each.path("ApiName").asText())
                            .toList();
            status = closed.isEmpty() || closed.contains(USUAL) ? USUAL : closed.get(0);
            since = now;
        }
        return status;
    }

    /** The org refused something: its words may be others now. */
    void forget() {
        status = "";
    }
}
