package org.jackfield.api.event;

/**
 * A place in the event log: opaque to clients, written {@code <log>.<seq>}.
 *
 * @param log names one run of a node; a new log begins at each start
 * @param seq counts from 1 within the log
 */
public record Position(String log, long seq) {
    /**
     * Reads a position as a client gives it back.
     *
     * @throws IllegalArgumentException if it is not of the form {@code <log>.<seq>}
     */
    public static Position parse(String text) {
        int dot = text.lastIndexOf('.');
        try {
            return new Position(text.substring(0, dot), Long.parseLong(text.substring(dot + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a position of the event log (<log>.<seq>)");
        }
    }

    @Override
    public String toString() {
        return log + "." + seq;
    }
}
