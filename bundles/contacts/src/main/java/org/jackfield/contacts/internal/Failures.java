package org.jackfield.contacts.internal;

import java.util.concurrent.CompletionException;

/** What a failed stage says. */
final class Failures {
    private Failures() {}

    /** What really went wrong, out of what stages wrap around it; null stays null. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The failure in one line without a full stop. */
    static String sentence(Throwable failure) {
        Throwable cause = cause(failure);
        String message = cause.getMessage();
        String sentence =
                message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip();
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
