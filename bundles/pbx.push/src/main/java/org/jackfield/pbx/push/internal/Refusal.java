package org.jackfield.pbx.push.internal;

/** An event that is not taken. The message is one sentence for the person who set up the PBX. */
final class Refusal extends Exception {
    static final int INVALID = 400;
    static final int OUT_OF_ORDER = 409;
    static final int TOO_MANY = 429;
    static final int CLOSED = 503;

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}
