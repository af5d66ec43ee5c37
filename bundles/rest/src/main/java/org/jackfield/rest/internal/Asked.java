package org.jackfield.rest.internal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.Word;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;

/** Reads what clients wrote; whatever cannot be read is a {@link Problem} 400 that names the parameter. */
final class Asked {
    private Asked() {}

    static Optional<String> text(String value) {
        return Optional.of(value).filter(text -> !text.isBlank());
    }

    static Optional<String> text(String name, String value, int max) {
        if (value == null) {
            throw new Problem(400, "Send the member '" + name + "'.");
        }
        if (value.length() > max) {
            throw new Problem(400, "'" + name + "' is longer than " + max + " characters.");
        }
        return Optional.of(value);
    }

    static int whole(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw new Problem(
                400, "'" + value + "' is no " + name + ": send a whole number from " + min + " to " + max + ".");
    }

    static Optional<Instant> instant(String name, String value) {
        try {
            return text(value).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new Problem(400, "'" + value + "' is no time for " + name + ": write it as 2026-01-31T13:45:00Z.");
        }
    }

    static <W extends Enum<W> & Word> W word(Class<W> vocabulary, String word) {
        try {
            return Word.of(vocabulary, word);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, e.getMessage() + ".");
        }
    }

    /** A number as a query carries it: a plus that nobody escaped arrives as a blank. */
    static String plus(String number) {
        return number.startsWith(" ") ? "+" + number.substring(1) : number;
    }

    /** A number in the form calls carry it. */
    static Optional<String> number(Services services, String written) {
        return text(written).map(Asked::plus).map(number -> {
            PhoneNumber read = services.numbers().read("", number);
            return read.value().isEmpty() ? number : read.value();
        });
    }

    /** A live or ended call by its id or any alias, if the caller may see it. */
    static Call call(Services services, Caller caller, String id) {
        return services.calls()
                .find(caller.tenant(), id)
                .or(() -> services.journal().call(caller.tenant(), id))
                .filter(caller::sees)
                .orElseThrow(() -> new Problem(404, "There is no call '" + id + "' that you may see."));
    }

    /**
     * The line a caller wants to call from: the own one for agents, whose it must be, and any line of the tenant for
     * supervisors.
     */
    static LineRef line(Services services, Caller caller, String line, String link) {
        List<LineRef> own = services.agents()
                .agent(caller.tenant(), caller.name())
                .map(Agent::lines)
                .orElse(List.of());
        List<LineRef> known = !caller.supervises() || line.isEmpty()
                ? own
                : services.agents().agents(caller.tenant()).stream()
                        .flatMap(agent -> agent.lines().stream())
                        .toList();
        return known.stream()
                .filter(ref -> (line.isEmpty() || ref.line().equals(line))
                        && (link.isEmpty() || ref.link().equals(link)))
                .findFirst()
                .or(() -> caller.supervises() && !line.isEmpty()
                        ? Optional.of(unassigned(services, caller, line, link))
                        : Optional.empty())
                .orElseThrow(() -> line.isEmpty()
                        ? new Problem(
                                400, "You have no line of your own; say in the member 'line' which one to call from.")
                        : new Problem(403, "Line '" + line + "' is not yours; an agent calls from own lines only."));
    }

    /** A line at which no agent is known to sit, such as a meeting room's. */
    private static LineRef unassigned(Services services, Caller caller, String line, String link) {
        List<String> links = services.links().links(caller.tenant()).stream()
                .map(Status::name)
                .toList();
        if (link.isEmpty() ? links.size() == 1 : links.contains(link)) {
            return new LineRef(link.isEmpty() ? links.get(0) : link, line);
        }
        if (links.isEmpty()) {
            throw new Problem(503, "There is no link to a PBX; see /api/v1/health.");
        }
        throw new Problem(400, "Say in the member 'link' at which PBX line '" + line + "' is: one of " + links + ".");
    }
}
