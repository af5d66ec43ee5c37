package org.jackfield.crm.salesforce.internal.rest;

import java.time.Duration;
import java.util.List;

/** Why a request did not work. The message is one sentence for a person. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What can be done about it. */
    public enum Kind {
        /** No connection, no answer in time, or an answer that is no JSON: whether it was done is unknown. */
        UNREACHABLE,
        /** The log-in was refused: a person has to act. */
        LOGIN,
        /** No calls are left, or too many at once: later. */
        LIMIT,
        /** The org is busy or broken for a moment: soon again. */
        BUSY,
        /** The user may not do that: a person has to act. */
        FORBIDDEN,
        /** The org does not know a field, or does not take what is in it. */
        FIELDS,
        /** A record that is pointed to is gone or of the wrong kind. */
        LINK,
        /** The owner does not work there any more. */
        OWNER,
        /** Somebody else has written that record. */
        DUPLICATE,
        /** A duplicate rule found records that may be the same. */
        SIMILAR,
        /** Several records carry one external id. */
        SEVERAL,
        /** There is no such thing. */
        MISSING,
        OTHER
    }

    private final Kind kind;
    private final String code;
    private final transient List<String> fields;
    private final transient List<String> records;
    private final transient Duration after;

    public Trouble(Kind kind, String message) {
        this(kind, "", message, List.of(), Duration.ZERO);
    }

    public Trouble(Kind kind, String code, String message, List<String> fields, Duration after) {
        this(kind, code, message, fields, List.of(), after);
    }

    /**
     * @param code Salesforce's word, empty if it said none
     * @param fields the fields it is about
     * @param records ids of the records that were found to be the same
     * @param after when to come again at the earliest, zero if that was not said
     */
    public Trouble(Kind kind, String code, String message, List<String> fields, List<String> records, Duration after) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
        this.fields = List.copyOf(fields);
        this.records = List.copyOf(records);
        this.after = after;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public List<String> fields() {
        return fields == null ? List.of() : fields;
    }

    public List<String> records() {
        return records == null ? List.of() : records;
    }

    public Duration after() {
        return after == null ? Duration.ZERO : after;
    }
}
