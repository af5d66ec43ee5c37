package org.jackfield.crm.salesforce.internal.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.LogResult;
import org.jackfield.crm.salesforce.internal.rest.ObjectInfo;
import org.jackfield.crm.salesforce.internal.rest.Refusals;
import org.jackfield.crm.salesforce.internal.rest.SalesforceApi;
import org.jackfield.crm.salesforce.internal.rest.Schema;
import org.jackfield.crm.salesforce.internal.rest.Trouble;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/**
 * Finished calls as Tasks, each once, in one request for up to 200. A Task that is refused for something it can do
 * without is written without it. On the caller's thread; one list at a time.
 */
public final class CallLog {
    private static final int MOST_ROUNDS = 6;

    private final String connector;
    private final String callIdField;
    private final Schema schema;
    private final Duration patience;
    private final BiConsumer<String, String> remark;
    private final Owners owners;
    private final TaskWriter writer;
    private final ClosedStatus closed;
    private final Set<String> refusedFields = ConcurrentHashMap.newKeySet();
    private volatile Delivery delivery = Delivery.BEST_EFFORT;

    /**
     * @param callIdField external id of Task that holds the key
     * @param remark takes what a person should know, as a subject and a sentence; an empty one takes it back
     */
    public CallLog(
            String connector,
            String callIdField,
            SalesforceApi api,
            Schema schema,
            Owners owners,
            Duration patience,
            BiConsumer<String, String> remark) {
        this.connector = connector;
        this.callIdField = callIdField;
        this.owners = owners;
        this.schema = schema;
        this.patience = patience;
        this.remark = remark;
        writer = new TaskWriter(api, patience);
        closed = new ClosedStatus(api, patience, System::nanoTime);
    }

    /** What becomes of activities of which nothing can be said. */
    public static LogResult later(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Trouble trouble
                ? Mending.later(trouble)
                : LogResult.later("The connector failed in itself; its log says how");
    }

    /** How sure it is that a call leaves one Task, as far as the org has been seen. */
    public Delivery delivery() {
        return delivery;
    }

    /** Learns what Tasks look like here, before the first call. */
    public void look() {
        keyField(task());
    }

    private ObjectInfo task() {
        return schema.object("Task", patience)
                .orElseThrow(() -> new Trouble(
                        Kind.FORBIDDEN, "The user may not see Tasks; give it the right to make and change them"));
    }

    /** The field that holds the key. */
    private String keyField(ObjectInfo task) {
        Optional<ObjectInfo.Field> external = task.field(callIdField).filter(ObjectInfo.Field::externalId);
        boolean unique = external.filter(ObjectInfo.Field::unique).isPresent();
        delivery = unique ? Delivery.EXACTLY_ONCE : Delivery.BEST_EFFORT;
        remark.accept(
                "delivery",
                unique
                        ? ""
                        : "Task has no unique external id " + callIdField
                                + ", so a call may be logged twice when a line fails; add it to Activity");
        if (external.isPresent()) {
            return callIdField;
        }
        if (!task.has(TaskWriter.CALL_OBJECT)) {
            throw new Trouble(
                    Kind.FORBIDDEN,
                    "Task has neither " + callIdField + " nor CallObject to know a call by; add the external id");
        }
        return TaskWriter.CALL_OBJECT;
    }

    /**
     * Writes them.
     *
     * @param activities up to 200, no key twice
     * @throws Trouble if nothing can be said of any of them
     */
    public synchronized List<LogResult> write(List<Activity> activities) {
        owners.learn(activities.stream().flatMap(a -> a.owner().stream()).toList());
        sayUnmapped();
        Map<String, LogResult> results = new LinkedHashMap<>();
        Map<String, TaskDraft> open = new LinkedHashMap<>();
        activities.forEach(activity -> open.put(activity.key(), draft(activity)));
        String keyField = keyField(task());
        if (keyField.equals(TaskWriter.CALL_OBJECT)) {
            locate(open, List.copyOf(open.keySet()), keyField);
        }
        for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
            round(open, results, keyField);
        }
        open.keySet().forEach(key -> results.put(key, LogResult.later("Salesforce refused the Task again and again")));
        return activities.stream().map(activity -> results.get(activity.key())).toList();
    }

    private TaskDraft draft(Activity activity) {
        Optional<Owners.User> owner = owners.user(activity.owner());
        ZoneId zone = owner.map(Owners.User::zone).orElse(ZoneOffset.UTC);
        return TaskDraft.of(
                activity.key(), TaskFields.of(activity, connector, closed.status(), owner.map(Owners.User::id), zone));
    }

    private void sayUnmapped() {
        List<String> names = new ArrayList<>(owners.unmapped());
        Collections.sort(names);
        remark.accept(
                "owners",
                names.isEmpty()
                        ? ""
                        : "No active user of the org has the federation id or e-mail of " + String.join(", ", names)
                                + "; correct them, or name the user in 'agents'");
    }

    private void round(Map<String, TaskDraft> open, Map<String, LogResult> results, String keyField) {
        ObjectInfo task = task();
        List<TaskDraft> drafts = open.values().stream()
                .map(draft -> draft.fitting(task, refusedFields))
                .toList();
        sayMissing(open, drafts);
        List<JsonNode> outcomes;
        try {
            outcomes = writer.write(drafts, keyField);
        } catch (Trouble trouble) {
            if (!degrade(trouble)) {
                throw trouble;
            }
            return;
        }
        List<String> several = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            judge(drafts.get(i), outcomes.get(i), open, results, several);
        }
        if (!several.isEmpty()) {
            remark.accept("several", "Several Tasks carry the same call id; make " + keyField + " unique");
            locate(open, several, keyField);
        }
    }

    private void judge(
            TaskDraft draft,
            JsonNode outcome,
            Map<String, TaskDraft> open,
            Map<String, LogResult> results,
            List<String> several) {
        if (outcome.path("success").asBoolean()) {
            open.remove(draft.key());
            results.put(draft.key(), new LogResult.Written(outcome.path("id").asText()));
            return;
        }
        Trouble trouble = Refusals.of(outcome.path("errors").path(0));
        if (trouble.kind() == Kind.SEVERAL && draft.id().isEmpty()) {
            several.add(draft.key());
            return;
        }
        if (trouble.kind() == Kind.OWNER) {
            owners.forget(String.valueOf(draft.fields().get("OwnerId")));
        }
        if (trouble.kind() == Kind.FIELDS) {
            schema.forget("Task");
            closed.forget();
        }
        Mending.Verdict verdict = Mending.of(draft, trouble, owners.fallback().map(Owners.User::id));
        verdict.again().ifPresent(again -> open.put(draft.key(), again));
        verdict.result().ifPresent(result -> {
            open.remove(draft.key());
            results.put(draft.key(), result);
        });
    }

    /** Finds the records of keys that cannot be upserted. */
    private void locate(Map<String, TaskDraft> open, List<String> keys, String keyField) {
        writer.find(keys, keyField).forEach((key, id) -> open.computeIfPresent(key, (k, draft) -> draft.at(id)));
    }

    /** Whether something was learnt from the refusal of all, so that another try makes sense. */
    private boolean degrade(Trouble trouble) {
        if (trouble.kind() != Kind.FIELDS) {
            return false;
        }
        schema.forget("Task");
        return refusedFields.addAll(Mending.offending(trouble));
    }

    private void sayMissing(Map<String, TaskDraft> wanted, List<TaskDraft> drafts) {
        Set<String> missing = drafts.stream()
                .flatMap(draft -> wanted.get(draft.key()).fields().keySet().stream()
                        .filter(field -> !draft.fields().containsKey(field)))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
        remark.accept(
                "fields",
                missing.isEmpty()
                        ? ""
                        : "The org does not take " + String.join(", ", missing)
                                + " of Task, so that stands in the description");
    }
}
