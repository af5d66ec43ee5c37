package org.jackfield.api.store;

/** The database did not answer as hoped. The message is one sentence for a person. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
