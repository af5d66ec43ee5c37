package org.jackfield.crm.salesforce.internal.log;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.QueueVisit;
import org.jackfield.api.crm.Activity;
import org.jackfield.crm.salesforce.internal.rest.RecordId;

/** Writes an activity down as the fields of a Task. Pure. */
final class TaskFields {
    private static final double MS_PER_SECOND = 1_000;

    private TaskFields() {}

    /**
     * @param connector whose records it may be linked to
     * @param closed a status of the org that says it is done
     * @param owner id of the user; empty for the one Jackfield works as
     * @param zone where the owner works, since a Task has a day and no time
     */
    static Map<String, Object> of(
            Activity activity, String connector, String closed, Optional<String> owner, ZoneId zone) {
        boolean inbound = activity.direction() == Direction.INBOUND;
        String direction = inbound ? "Inbound" : "Outbound";
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Subject", subject(activity, direction));
        fields.put("Status", closed);
        fields.put("ActivityDate", activity.at().atZone(zone).toLocalDate().toString());
        fields.put("TaskSubtype", "Call");
        fields.put("CallType", direction);
        fields.put("CallDurationInSeconds", (int) Math.round(activity.talk().toMillis() / MS_PER_SECOND));
        fields.put("CallDisposition", disposition(activity));
        fields.put("CallObject", activity.key());
        owner.ifPresent(id -> fields.put("OwnerId", id));
        activity.record(connector).ifPresent(record -> link(record.id(), fields));
        String description = description(activity);
        if (!description.isEmpty()) {
            fields.put(TaskDraft.DESCRIPTION, description);
        }
        return fields;
    }

    private static String subject(Activity activity, String direction) {
        return direction + " call " + activity.number().orElse("with the number withheld")
                + (activity.answered() ? "" : ", not answered");
    }

    private static String disposition(Activity activity) {
        return activity.call()
                .disposition()
                .filter(text -> !text.isBlank())
                .orElseGet(() -> activity.answered()
                        ? "Answered"
                        : activity.call()
                                .cause()
                                .map(cause -> words(cause.word()))
                                .orElse("Not answered"));
    }

    /** {@code noAnswer} as {@code No answer}. */
    private static String words(String word) {
        String words = word.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** People are the one a Task is about, everything else what it is about; Salesforce takes no other way. */
    private static void link(String record, Map<String, Object> fields) {
        RecordId.object(record).ifPresent(object -> {
            boolean person = object.equals("Contact") || object.equals("Lead");
            fields.put(person ? "WhoId" : "WhatId", record);
        });
    }

    private static String description(Activity activity) {
        List<String> parts = new ArrayList<>();
        activity.call().notes().filter(notes -> !notes.isBlank()).ifPresent(parts::add);
        List<QueueVisit> visits = activity.call().queueVisits();
        if (!visits.isEmpty()) {
            parts.add("Queue: "
                    + visits.stream().map(QueueVisit::queue).distinct().collect(Collectors.joining(", ")));
        }
        return String.join("\n\n", parts);
    }
}
