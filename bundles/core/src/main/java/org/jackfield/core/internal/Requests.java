package org.jackfield.core.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.Service;
import org.jackfield.api.control.CallControl.Parameters;
import org.jackfield.api.control.Refused;
import org.jackfield.api.control.Refused.Why;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.pbx.Command;

/** Turns what a client asked for into what a driver is asked; nothing gets through that was not read here. */
final class Requests {
    /** Services that join the connection's call with another one of the same line. */
    static final Set<Service> JOINING = Set.of(Service.TRANSFER_CALL, Service.CONFERENCE_CALL, Service.RECONNECT_CALL);

    private static final Set<Service> SENDING =
            Set.of(Service.SINGLE_STEP_TRANSFER_CALL, Service.CONSULTATION_CALL, Service.DEFLECT_CALL);
    private static final Set<Service> BRINGING =
            Set.of(Service.SINGLE_STEP_CONFERENCE_CALL, Service.DIRECTED_PICKUP_CALL);
    private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#]{1,32}");

    private final NumberPlan numbers;
    private final Supplier<String> newLeg;

    /** @param newLeg makes an id for a leg that a driver shall make */
    Requests(NumberPlan numbers, Supplier<String> newLeg) {
        this.numbers = numbers;
        this.newLeg = newLeg;
    }

    /**
     * The call that a joining service is about beside this one: the one named, else the one the consultation is about.
     */
    static String otherCall(Call call, Parameters wish) {
        if (!wish.otherCall().isBlank()) {
            return wish.otherCall();
        }
        return call.lineage().stream()
                .filter(edge -> edge.type() == LineageType.CONSULTATION_OF)
                .flatMap(edge -> edge.call().stream())
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Why.INVALID, "Say in 'otherCall' which call to join; this call is no consultation"));
    }

    /** The connection that the same line has in the other call. */
    static Connection sameLine(Call other, Connection target) {
        return other.connections().stream()
                .filter(c -> c.live() && c.line().isPresent() && c.line().equals(target.line()))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Why.INVALID,
                        "Line " + target.line().orElse("") + " takes no part in the call " + other.id()
                                + "; only calls of one line can be joined"));
    }

    /** A service on one connection, apart from the joining ones. */
    Command about(Call call, Connection target, Service service, Parameters wish) {
        boolean brings = BRINGING.contains(service);
        return new Command(
                service,
                target.leg(),
                brings ? broughtIn(call, service, wish) : target.line().orElse(""),
                SENDING.contains(service) ? number(call, service, wish) : "",
                brings ? newLeg.get() : "",
                service == Service.GENERATE_DIGITS ? digits(wish) : "",
                peers(call, target),
                List.of(),
                service == Service.SINGLE_STEP_CONFERENCE_CALL ? participation(wish) : Optional.empty());
    }

    /** A service that joins two calls of one line. */
    static Command joining(Call call, Connection target, Service service, Call other) {
        Connection there = sameLine(other, target);
        return new Command(
                service,
                target.leg(),
                target.line().orElse(""),
                "",
                there.leg(),
                "",
                peers(call, target),
                peers(other, there),
                Optional.empty());
    }

    /** Who else is in the call, in person. */
    private static List<String> peers(Call call, Connection target) {
        return call.connections().stream()
                .filter(c -> c.live() && !c.leg().equals(target.leg()))
                .filter(c -> c.role() != Role.SERVICE && c.participation() == Participation.ACTIVE)
                .map(Connection::leg)
                .toList();
    }

    private String number(Call call, Service service, Parameters wish) {
        if (wish.to().isBlank()) {
            throw new Refused(Why.INVALID, service.word() + " needs 'to', the number or line to send the call to");
        }
        try {
            return numbers.dialString(call.link(), wish.to());
        } catch (IllegalArgumentException e) {
            throw new Refused(Why.INVALID, e.getMessage());
        }
    }

    private String broughtIn(Call call, Service service, Parameters wish) {
        if (wish.line().isBlank()) {
            throw new Refused(Why.INVALID, service.word() + " needs 'line', the line whose phone shall join");
        }
        return line(call.link(), wish.line());
    }

    /** A line, checked: it becomes part of what the PBX dials. */
    String line(String link, String written) {
        PhoneNumber line = numbers.read(link, written);
        if (line.kind() != PhoneNumber.Kind.INTERNAL || !written.matches("[0-9]+")) {
            throw new Refused(Why.NOT_FOUND, "'" + printable(written) + "' is not an extension at link " + link);
        }
        return line.value();
    }

    private static String printable(String text) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 40 ? shown.substring(0, 40) + "…" : shown;
    }

    private static String digits(Parameters wish) {
        if (!DIGITS.matcher(wish.digits()).matches()) {
            throw new Refused(Why.INVALID, "generateDigits needs 'digits', 1 to 32 of 0-9, A-D, * and #");
        }
        return wish.digits();
    }

    private static Optional<Participation> participation(Parameters wish) {
        return Optional.of(wish.participation()
                .filter(p -> p != Participation.ACTIVE)
                .orElseThrow(() -> new Refused(
                        Why.INVALID, "singleStepConferenceCall needs 'participation': listen, whisper or barge")));
    }
}
