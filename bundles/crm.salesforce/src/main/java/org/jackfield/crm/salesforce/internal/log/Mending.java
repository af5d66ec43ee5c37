package org.jackfield.crm.salesforce.internal.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.api.crm.LogResult;
import org.jackfield.crm.salesforce.internal.rest.RecordId;
import org.jackfield.crm.salesforce.internal.rest.Trouble;

/** What to do about a Task that was refused: another draft to try at once, or the end of it. Pure. */
final class Mending {
    private static final Pattern RECORD = Pattern.compile("record with id: ([A-Za-z0-9]{15,18})");
    private static final Pattern UNKNOWN = Pattern.compile("No such column '(\\w+)'");
    private static final List<String> LINKS = List.of("WhoId", "WhatId");

    /**
     * One of the two.
     *
     * @param again to be written at once
     */
    record Verdict(Optional<TaskDraft> again, Optional<LogResult> result) {
        static Verdict again(TaskDraft draft) {
            return new Verdict(Optional.of(draft), Optional.empty());
        }

        static Verdict over(LogResult result) {
            return new Verdict(Optional.empty(), Optional.of(result));
        }
    }

    private Mending() {}

    /** @param fallback id of the user who owns what nobody else does */
    static Verdict of(TaskDraft draft, Trouble trouble, Optional<String> fallback) {
        return switch (trouble.kind()) {
            case DUPLICATE -> duplicate(draft, trouble);
            case LINK -> unlinked(draft, trouble);
            case OWNER -> ofAnother(draft, trouble, fallback);
            case FIELDS -> simpler(draft, trouble);
            case LIMIT, BUSY, UNREACHABLE, LOGIN, FORBIDDEN -> Verdict.over(later(trouble));
            default -> refused(trouble);
        };
    }

    static LogResult later(Trouble trouble) {
        return new LogResult.Later(
                trouble.getMessage(), Optional.of(trouble.after()).filter(after -> !after.isZero()));
    }

    private static Verdict refused(Trouble trouble) {
        return Verdict.over(new LogResult.Refused(trouble.getMessage()));
    }

    /**
     * Somebody wrote it a moment ago, perhaps ourselves with less in it: the next try finds it and has the last word.
     */
    private static Verdict duplicate(TaskDraft draft, Trouble trouble) {
        if (!draft.mended().contains("duplicate")) {
            return Verdict.again(draft.mended("duplicate"));
        }
        Matcher there = RECORD.matcher(trouble.getMessage());
        return Verdict.over(
                there.find() ? new LogResult.Written(there.group(1)) : LogResult.later(trouble.getMessage()));
    }

    private static Verdict unlinked(TaskDraft draft, Trouble trouble) {
        List<String> links = LINKS.stream()
                .filter(draft.fields()::containsKey)
                .filter(link -> trouble.fields().isEmpty() || trouble.fields().contains(link))
                .toList();
        return links.isEmpty()
                ? refused(trouble)
                : Verdict.again(draft.without(links).mended("link"));
    }

    private static Verdict ofAnother(TaskDraft draft, Trouble trouble, Optional<String> fallback) {
        Object owner = draft.fields().get("OwnerId");
        if (owner == null) {
            return refused(trouble);
        }
        return Verdict.again(fallback.filter(id -> !id.equals(owner) && RecordId.is(id))
                .map(id -> draft.with("OwnerId", id))
                .orElseGet(() -> draft.without(List.of("OwnerId")))
                .mended("owner"));
    }

    private static Verdict simpler(TaskDraft draft, Trouble trouble) {
        List<String> gone =
                offending(trouble).stream().filter(draft.fields()::containsKey).toList();
        return gone.isEmpty() || draft.mended().contains("fields")
                ? refused(trouble)
                : Verdict.again(draft.without(gone).mended("fields"));
    }

    /** The fields a refusal names, of those that a Task can do without. */
    static List<String> offending(Trouble trouble) {
        List<String> fields = new ArrayList<>(trouble.fields());
        Matcher unknown = UNKNOWN.matcher(trouble.getMessage());
        if (unknown.find()) {
            fields.add(unknown.group(1));
        }
        return fields.stream().filter(TaskDraft::optional).distinct().toList();
    }
}
