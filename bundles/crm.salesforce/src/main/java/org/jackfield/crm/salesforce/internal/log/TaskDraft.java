package org.jackfield.crm.salesforce.internal.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.crm.salesforce.internal.rest.ObjectInfo;

/**
 * A Task to be written. What was taken out of it because the org does not take it stands in its description. Immutable.
 *
 * @param id of the record, if it is known to be there
 * @param mended what was done about refusals already, none of it twice
 */
record TaskDraft(String key, Optional<String> id, Map<String, Object> fields, Set<String> mended) {
    static final String DESCRIPTION = "Description";
    /** What a Task can do without: all but who, what and when. */
    private static final Map<String, String> NAMES = names();

    private static final int LONGEST_DESCRIPTION = 32_000;

    TaskDraft {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        mended = Set.copyOf(mended);
    }

    static TaskDraft of(String key, Map<String, Object> fields) {
        return new TaskDraft(key, Optional.empty(), fields, Set.of());
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("CallType", "Direction");
        names.put("CallDurationInSeconds", "Seconds talked");
        names.put("CallDisposition", "Outcome");
        names.put("CallObject", "Call");
        names.put("TaskSubtype", "");
        return names;
    }

    /** Whether a Task can do without that field. */
    static boolean optional(String field) {
        return NAMES.containsKey(field);
    }

    /** Cut down to what the org takes. */
    TaskDraft fitting(ObjectInfo task, Set<String> refused) {
        List<String> missing = fields.keySet().stream()
                .filter(field -> refused.contains(field)
                        || !task.field(field).map(ObjectInfo.Field::createable).orElse(false))
                .toList();
        TaskDraft fitting = without(missing);
        Map<String, Object> cut = new LinkedHashMap<>(fitting.fields);
        cut.replaceAll((field, value) -> value instanceof String text
                ? cut(text, task.field(field).map(ObjectInfo.Field::length).orElse(0))
                : value);
        return new TaskDraft(key, id, cut, mended);
    }

    private static String cut(String text, int length) {
        return length == 0 || text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** Without these fields; what they said goes to the description. */
    TaskDraft without(Collection<String> gone) {
        Map<String, Object> left = new LinkedHashMap<>(fields);
        List<String> lines = new ArrayList<>();
        gone.forEach(field -> {
            Object value = left.remove(field);
            String name = NAMES.getOrDefault(field, "");
            if (value != null && !name.isEmpty()) {
                lines.add(name + ": " + value);
            }
        });
        if (!lines.isEmpty() && !gone.contains(DESCRIPTION)) {
            String before = String.valueOf(left.getOrDefault(DESCRIPTION, ""));
            String after = (before.isEmpty() ? "" : before + "\n\n") + String.join("\n", lines);
            left.put(DESCRIPTION, cut(after, LONGEST_DESCRIPTION));
        }
        return new TaskDraft(key, id, left, mended);
    }

    TaskDraft with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new TaskDraft(key, id, changed, mended);
    }

    TaskDraft at(String record) {
        return new TaskDraft(key, Optional.of(record), fields, mended);
    }

    TaskDraft mended(String how) {
        Set<String> all = new LinkedHashSet<>(mended);
        all.add(how);
        return new TaskDraft(key, id, fields, all);
    }

    /** Tells no name or number. */
    @Override
    public String toString() {
        return "task of " + key;
    }
}
