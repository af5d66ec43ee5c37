package org.jackfield.routes.internal;

import java.util.ArrayList;
import java.util.List;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.store.Outbox.Row;

/** Activities that go to a connector together: the body of what {@code jackfield:outbox} gives. */
record Batch(String connector, String tenant, List<Row> rows) {
    /** So often a row may fail in company; then its company is halved each time, until it is alone. */
    private static final int FAILS_IN_COMPANY = 3;

    Batch {
        rows = List.copyOf(rows);
    }

    /**
     * The first rows that may go together. One that cannot be written may spoil the whole request, so what has failed
     * again and again goes with fewer and fewer others.
     *
     * @param most how many the connector takes at once
     */
    static Batch of(String connector, String tenant, List<Row> due, int most) {
        List<Row> together = new ArrayList<>();
        int limit = most;
        for (Row row : due) {
            int company = company(row, most);
            if (together.size() < Math.min(limit, company)) {
                together.add(row);
                limit = Math.min(limit, company);
            }
        }
        return new Batch(connector, tenant, together);
    }

    private static int company(Row row, int most) {
        int halvings = Math.min(30, Math.max(0, row.attempts() - FAILS_IN_COMPANY + 1));
        return Math.max(1, most >> halvings);
    }

    List<Activity> activities() {
        return rows.stream().map(Row::activity).toList();
    }
}
