package org.jackfield.crm.salesforce.internal.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jackfield.crm.salesforce.internal.rest.Call;
import org.jackfield.crm.salesforce.internal.rest.SalesforceApi;
import org.jackfield.crm.salesforce.internal.rest.Soql;
import org.jackfield.crm.salesforce.internal.rest.Trouble;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/** Sends Tasks, up to 200 in a request: upserts by the key where there is an external id for it. */
final class TaskWriter {
    /** Keys in one query, whose address has an end. */
    private static final int MOST_IN_AN_ADDRESS = 100;

    static final String CALL_OBJECT = "CallObject";

    private final SalesforceApi api;
    private final Duration patience;

    TaskWriter(SalesforceApi api, Duration patience) {
        this.api = api;
        this.patience = patience;
    }

    /**
     * Writes them; one whose record is known is changed, any other upserted by that field, or created where the field
     * is CallObject, by which nothing can be upserted.
     *
     * @return what Salesforce said of each, in the same order
     */
    List<JsonNode> write(List<TaskDraft> drafts, String keyField) {
        Map<TaskDraft, JsonNode> outcomes = new HashMap<>();
        boolean upserts = !keyField.equals(CALL_OBJECT);
        List<TaskDraft> there =
                drafts.stream().filter(draft -> draft.id().isPresent()).toList();
        List<TaskDraft> others =
                drafts.stream().filter(draft -> draft.id().isEmpty()).toList();
        send("PATCH", "", there, draft -> Map.of("Id", draft.id().orElseThrow()), outcomes);
        if (upserts) {
            send("PATCH", "/Task/" + keyField, others, draft -> Map.of(keyField, draft.key()), outcomes);
        } else {
            send("POST", "", others, draft -> Map.of(), outcomes);
        }
        return drafts.stream().map(outcomes::get).toList();
    }

    private void send(
            String method,
            String path,
            List<TaskDraft> drafts,
            Function<TaskDraft, Map<String, Object>> which,
            Map<TaskDraft, JsonNode> outcomes) {
        if (drafts.isEmpty()) {
            return;
        }
        List<Map<String, Object>> records = new ArrayList<>();
        for (TaskDraft draft : drafts) {
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("attributes", Map.of("type", "Task"));
            record.putAll(which.apply(draft));
            record.putAll(draft.fields());
            records.add(record);
        }
        JsonNode told = api.ask(
                Call.json(method, "/composite/sobjects" + path, Map.of("allOrNone", false, "records", records)),
                patience);
        if (!told.isArray() || told.size() != drafts.size()) {
            throw new Trouble(
                    Kind.UNREACHABLE,
                    "Salesforce told of " + told.size() + " Tasks where " + drafts.size() + " were written");
        }
        for (int i = 0; i < drafts.size(); i++) {
            outcomes.put(drafts.get(i), told.get(i));
        }
    }

    /** The oldest Task of each key, for those that have one. */
    Map<String, String> find(List<String> keys, String keyField) {
        Map<String, String> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += MOST_IN_AN_ADDRESS) {
            find(keys.subList(from, Math.min(from + MOST_IN_AN_ADDRESS, keys.size())), keyField, found);
        }
        return found;
    }

    private void find(List<String> keys, String keyField, Map<String, String> found) {
        api.query(
                        "SELECT Id," + keyField + " FROM Task WHERE " + keyField + " IN " + Soql.in(keys)
                                + " ORDER BY CreatedDate, Id",
                        patience)
                .forEach(task -> found.putIfAbsent(
                        task.path(keyField).asText(), task.path("Id").asText()));
    }
}
