package org.jackfield.pbx.sim.internal.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jackfield.pbx.sim.internal.ami.Request;
import org.jackfield.pbx.sim.internal.ami.UserEvents;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Direction;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Does;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Hold;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Ring;
import org.jackfield.pbx.sim.internal.desk.CallPlan.Transfer;
import org.jackfield.pbx.sim.internal.pbx.CallQueue;
import org.jackfield.pbx.sim.internal.pbx.Manager;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.pbx.PbxSetup;

/**
 * Steers the simulation through the manager interface: the user events {@code SimCallMe}, {@code SimCall} and
 * {@code SimPhone}. The README lists their headers.
 */
public final class Orders implements UserEvents {
    private static final long TALK_MS = 5_000;
    private static final long ANSWER_MS = 1_000;

    private final Pbx pbx;
    private final Desk desk;
    private final Manager manager;

    public Orders(Pbx pbx, Desk desk) {
        this.pbx = pbx;
        this.desk = desk;
        this.manager = new Manager(pbx);
    }

    @Override
    public Optional<String> obey(Request request) {
        try {
            switch (request.get("UserEvent")) {
                case "SimCallMe" -> start(request, callMe(request));
                case "SimCall" -> start(request, call(request));
                case "SimPhone" -> {
                    return desk.act(
                            line(request, "Line"), request.get("Do").toLowerCase(Locale.ROOT), request.get("To"));
                }
                default -> {}
            }
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    /** The call begins after the answer to the action; {@code SimCallStarted} then tells its linkedid. */
    private void start(Request request, CallPlan plan) {
        pbx.post(() -> {
            String id = desk.start(plan);
            manager.userEvent("SimCallStarted", Map.of("Id", request.get("Id"), "Linkedid", id));
        });
    }

    private CallPlan callMe(Request request) {
        CallPlan plan = desk.callMe(line(request, "Line"));
        if (request.get("From").isEmpty()) {
            return plan;
        }
        return new CallPlan(
                plan.direction(),
                request.get("From"),
                request.get("Name"),
                plan.to(),
                plan.patienceMs(),
                plan.rings(),
                plan.talkMs(),
                plan.holds(),
                plan.transfer(),
                plan.callerEnds());
    }

    private CallPlan call(Request request) {
        String from = request.get("From");
        String to = request.get("To");
        if (from.isEmpty() || to.isEmpty()) {
            throw new IllegalArgumentException("SimCall needs From and To");
        }
        Direction direction =
                !desk.hasLine(from) ? Direction.INBOUND : desk.hasLine(to) ? Direction.INTERNAL : Direction.OUTBOUND;
        return new CallPlan(
                direction,
                from,
                request.get("Name"),
                direction == Direction.INBOUND ? number(to) : to,
                millis(request, "AbandonAfterMs", 0),
                rings(request.get("Rings")),
                millis(request, "TalkMs", TALK_MS),
                holds(request.get("Holds")),
                transfer(request),
                !request.get("EndedBy").equalsIgnoreCase("agent"));
    }

    /** A line, a queue or a number as the number that somebody outside dials. */
    private String number(String to) {
        if (desk.hasLine(to)) {
            return PbxSetup.ddi(to);
        }
        return pbx.queue(to).map(CallQueue::number).orElse(to);
    }

    private static List<Ring> rings(String text) {
        List<Ring> rings = new ArrayList<>();
        for (String each : text.isEmpty() ? new String[] {Long.toString(ANSWER_MS)} : text.split(",")) {
            String[] part = each.trim().split("@", 2);
            long after = part.length == 2 ? millis("Rings", part[1]) : 0;
            rings.add(
                    switch (part[0].toLowerCase(Locale.ROOT)) {
                        case "miss" -> Ring.miss();
                        case "reject" -> new Ring(Does.REJECT, after);
                        case "decline" -> new Ring(Does.DECLINE, after);
                        default -> Ring.answer(millis("Rings", part[0]));
                    });
        }
        return rings;
    }

    private static List<Hold> holds(String text) {
        List<Hold> holds = new ArrayList<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] part = each.trim().split("\\+", 2);
            if (part.length < 2) {
                throw new IllegalArgumentException("Holds: \"" + each + "\" is not start+length such as 800+1500");
            }
            holds.add(new Hold(millis("Holds", part[0]), millis("Holds", part[1])));
        }
        return holds;
    }

    private Optional<Transfer> transfer(Request request) {
        String to = request.get("TransferTo");
        if (to.isEmpty()) {
            return Optional.empty();
        }
        boolean byKeypad = request.get("TransferBy").equalsIgnoreCase("keypad");
        return Optional.of(new Transfer(millis(request, "TransferAfterMs", ANSWER_MS), to, byKeypad));
    }

    private String line(Request request, String header) {
        String line = request.get(header);
        if (!desk.hasLine(line)) {
            throw new IllegalArgumentException(header + ": there is no line \"" + line + "\" here");
        }
        return line;
    }

    private static long millis(Request request, String header, long otherwise) {
        String value = request.get(header);
        return value.isEmpty() ? otherwise : millis(header, value);
    }

    private static long millis(String header, String value) {
        try {
            long millis = Long.parseLong(value.trim());
            if (millis >= 0) {
                return millis;
            }
        } catch (NumberFormatException wrong) {
            // said below, together with negative numbers
        }
        throw new IllegalArgumentException(header + ": \"" + value + "\" is not a number of milliseconds");
    }
}
