package org.jackfield.shell.internal;

import java.util.Collection;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.health.Status;

/** Lines as people type them. */
final class Lines {
    private Lines() {}

    /**
     * Reads {@code asterisk~main/1001}, or {@code 1001} where there is only one link.
     *
     * @throws IllegalArgumentException in one sentence
     */
    static LineRef parse(String written, Collection<Status> links) {
        int slash = written.lastIndexOf('/');
        if (slash > 0 && slash < written.length() - 1) {
            return new LineRef(written.substring(0, slash), written.substring(slash + 1));
        }
        if (slash < 0 && !written.isBlank() && links.size() == 1) {
            return new LineRef(links.iterator().next().name(), written);
        }
        throw new IllegalArgumentException(
                "'" + written + "' does not name one line: write link/line with one of the links "
                        + links.stream().map(Status::name).toList());
    }
}
