package org.jackfield.pbx.sim.internal.pbx;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jackfield.pbx.sim.internal.wire.EventClass;
import org.jackfield.pbx.sim.internal.wire.Message;

/**
 * What a manager may do to calls. Each method gives the words of Asterisk's error, or nothing when it was done. For the
 * PBX's thread.
 */
public final class Manager {
    private final Pbx pbx;
    private final Transfers transfers;

    public Manager(Pbx pbx) {
        this.pbx = pbx;
        this.transfers = new Transfers(pbx);
    }

    /**
     * Calls a phone and then goes to an extension.
     *
     * @param asynchronous whether the result is told by an event, as {@code Async: true} asks
     * @param done told whether the phone answered
     */
    public void originate(
            String actionId,
            String channel,
            String context,
            String exten,
            long timeoutMs,
            String callerNumber,
            String callerName,
            String channelId,
            Map<String, String> variables,
            boolean asynchronous,
            Consumer<Boolean> done) {
        Originate.Order order = new Originate.Order(
                actionId, channel, context, exten, timeoutMs, callerNumber, callerName, channelId, variables);
        Originate[] self = new Originate[1];
        self[0] = new Originate(pbx, order, (reason, leg) -> {
            if (asynchronous) {
                self[0].respond(reason, leg);
            }
            done.accept(reason == Originate.ANSWERED);
        });
        self[0].start();
    }

    public Optional<String> hangup(String channel) {
        return with(channel, leg -> {
            leg.journey().endedBy("manager");
            if (leg.dialler != null) {
                leg.cause = Causes.NORMAL;
            }
            pbx.drop(leg);
        });
    }

    public Optional<String> redirect(String channel, String context, String exten) {
        return with(channel, leg -> transfers.redirect(leg, context, exten));
    }

    public Optional<String> blindTransfer(String channel, String context, String exten) {
        Optional<Channel> leg = pbx.channel(channel);
        if (leg.isEmpty()) {
            return Optional.of("Channel specified does not exist");
        }
        if (leg.get().bridge == null) {
            return Optional.of("Transfer failed");
        }
        transfers.blind(leg.get(), context, exten, Transfers.How.MANAGER);
        return Optional.empty();
    }

    /** @param queue empty for all queues */
    public Optional<String> pause(String queue, String location, boolean away, String reason) {
        boolean found = false;
        for (CallQueue each : pbx.queues()) {
            if (queue.isEmpty() || queue.equals(each.name())) {
                found |= each.pause(location, away, reason);
            }
        }
        return found ? Optional.empty() : Optional.of("Interface not found");
    }

    /** @param channel empty for a global variable */
    public Optional<String> set(String channel, String variable, String value) {
        if (!channel.isEmpty()) {
            return with(channel, leg -> pbx.events().setVisibly(leg, variable, value));
        }
        pbx.globals().put(variable, value);
        if (pbx.setup().verbose()) {
            pbx.events()
                    .begin("VarSet", EventClass.DIALPLAN)
                    .header("Channel", "none")
                    .header("Uniqueid", "none")
                    .header("Variable", variable)
                    .header("Value", value);
            pbx.events().send("VarSet", EventClass.DIALPLAN);
        }
        return Optional.empty();
    }

    /** The value of a variable; nothing when there is no such channel. */
    public Optional<String> get(String channel, String variable) {
        if (channel.isEmpty()) {
            return Optional.of(pbx.globals().getOrDefault(variable, ""));
        }
        return pbx.channel(channel).map(leg -> switch (variable) {
            case "CALLERID(num)" -> leg.callerNumber();
            case "CALLERID(name)" -> leg.callerName();
            case "CHANNEL(linkedid)" -> leg.linkedid();
            default -> leg.variable(variable);
        });
    }

    /** Tells all managers what one of them had to say. */
    public void userEvent(String name, Map<String, String> headers) {
        Message message = pbx.events().begin("UserEvent", EventClass.USER).header("UserEvent", name);
        headers.forEach(message::header);
        pbx.events().send("UserEvent", EventClass.USER);
    }

    private Optional<String> with(String channel, Consumer<Channel> action) {
        Optional<Channel> leg = pbx.channel(channel);
        leg.ifPresent(action);
        return leg.isPresent() ? Optional.empty() : Optional.of("No such channel");
    }
}
