package org.jackfield.api.control;

import java.util.List;
import org.jackfield.api.Word;
import org.jackfield.api.call.Service;

/** A service was not performed. The message is one sentence for a person. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Why implements Word {
        /** The request itself is wrong, for example no number. */
        INVALID,
        /** No such call, connection or line. */
        NOT_FOUND,
        /** Not possible in this state; {@link Refused#allowed} says what is. */
        NOT_ALLOWED,
        /** Asked for too often; it is possible again later. */
        TOO_MANY,
        /** The link is down or the PBX said no. */
        UNAVAILABLE
    }

    private final Why why;
    private final transient List<Service> allowed;

    public Refused(Why why, String message) {
        this(why, message, List.of());
    }

    public Refused(Why why, String message, List<Service> allowed) {
        super(message);
        this.why = why;
        this.allowed = List.copyOf(allowed);
    }

    public Why why() {
        return why;
    }

    /** What may be asked for instead. */
    public List<Service> allowed() {
        return allowed;
    }
}
