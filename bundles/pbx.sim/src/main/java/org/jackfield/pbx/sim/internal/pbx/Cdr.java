package org.jackfield.pbx.sim.internal.pbx;

/** One line of the PBX's own accounting: a caller and one party that was dialled for it. */
final class Cdr {
    final String destination;
    final String application;
    final String data;
    final long startMicros;
    long answerMicros;
    long endMicros;
    String exten = "";
    String context = "";
    private String disposition = "NO ANSWER";

    Cdr(String destination, String application, String data, long startMicros, long answerMicros) {
        this.destination = destination;
        this.application = application;
        this.data = data;
        this.startMicros = startMicros;
        this.answerMicros = answerMicros;
    }

    /** What came of it, as a dial status. */
    void result(String dialStatus) {
        disposition = Causes.disposition(dialStatus);
    }

    String disposition() {
        return disposition;
    }

    /** Closes the line where the caller is now. */
    void close(Channel caller, long now) {
        if (endMicros == 0) {
            endMicros = now;
            exten = caller.exten();
            context = caller.context();
        }
    }
}
