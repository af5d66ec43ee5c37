package org.jackfield.api.pop;

import java.util.List;
import java.util.Optional;
import org.jackfield.api.Word;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Match;

/**
 * A call on an agent's screen. The same id with a higher {@code rev} replaces; nothing pops twice.
 *
 * @param call id of the call
 * @param reason why it closed: an ECMA-269-like word such as {@code answeredElsewhere}, {@code noAnswer}, {@code ended}
 */
public record Pop(
        String popId,
        String tenant,
        String call,
        String agent,
        Trigger trigger,
        int rev,
        State state,
        Optional<String> reason,
        CrmState crm,
        List<Match> matches) {
    public Pop {
        matches = List.copyOf(matches);
    }

    /** What made it pop. */
    public enum Trigger implements Word {
        DELIVERED,
        ESTABLISHED,
        QUEUED,
        TRANSFERRED
    }

    /**
     * Open: shown with what is known. Completed: the record is known, or known to be missing. Closed: to be put away.
     */
    public enum State implements Word {
        OPEN,
        COMPLETED,
        CLOSED
    }
}
