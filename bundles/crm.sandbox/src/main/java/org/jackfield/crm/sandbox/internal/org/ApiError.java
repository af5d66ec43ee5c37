package org.jackfield.crm.sandbox.internal.org;

import java.util.List;

/** What a request is refused with, in Salesforce's terms. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<String> fields;

    /**
     * @param status of HTTP
     * @param code for example INVALID_FIELD
     * @param fields the fields it is about
     */
    public ApiError(int status, String code, String message, String... fields) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.fields = List.of(fields);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<String> fields() {
        return fields == null ? List.of() : fields;
    }
}
