package org.jackfield.pbx.sim.internal.ami;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.pbx.sim.internal.pbx.Manager;
import org.jackfield.pbx.sim.internal.pbx.Pbx;

/** The actions that do something to calls, agents and variables. For the PBX's thread. */
final class CallActions {
    private static final Pattern CALLER_ID = Pattern.compile("\\s*(?:\"?([^\"<]*?)\"?\\s*)?<([^>]*)>\\s*");
    private static final long ORIGINATE_TIMEOUT_MS = 30_000;

    private final Pbx pbx;
    private final Replies replies;
    private final UserEvents simulation;
    private final Manager manager;

    CallActions(Pbx pbx, Replies replies, UserEvents simulation) {
        this.pbx = pbx;
        this.replies = replies;
        this.simulation = simulation;
        this.manager = new Manager(pbx);
    }

    void register(Map<String, BiConsumer<Request, Client>> actions) {
        actions.put("Originate", this::originate);
        actions.put(
                "Hangup",
                (request, client) -> answer(request, client, "Channel Hungup", manager.hangup(request.get("Channel"))));
        actions.put(
                "Redirect",
                (request, client) -> answer(
                        request,
                        client,
                        "Redirect successful",
                        manager.redirect(request.get("Channel"), request.get("Context"), request.get("Exten"))));
        actions.put(
                "BlindTransfer",
                (request, client) -> answer(
                        request,
                        client,
                        "Transfer succeeded",
                        manager.blindTransfer(request.get("Channel"), request.get("Context"), request.get("Exten"))));
        actions.put("QueuePause", this::queuePause);
        actions.put(
                "Setvar",
                (request, client) -> answer(
                        request,
                        client,
                        "Variable Set",
                        manager.set(request.get("Channel"), request.get("Variable"), request.get("Value"))));
        actions.put("Getvar", this::getvar);
        actions.put("PJSIPNotify", this::notify);
        actions.put("UserEvent", this::userEvent);
    }

    private void answer(Request request, Client client, String done, Optional<String> fault) {
        client.send(fault.isPresent() ? replies.error(request, fault.get()) : replies.success(request, done));
    }

    private void originate(Request request, Client client) {
        String channel = request.get("Channel");
        String exten = request.get("Exten");
        if (channel.isEmpty()) {
            client.send(replies.error(request, "Channel not specified"));
            return;
        }
        if (!channel.contains("/")) {
            client.send(replies.error(request, "Invalid channel"));
            return;
        }
        if (exten.isEmpty()) {
            client.send(replies.error(request, "This PBX originates to Context, Exten and Priority only"));
            return;
        }
        String id = request.get("ChannelId");
        if (!id.isEmpty() && pbx.channel(id).isPresent()) {
            client.send(replies.error(request, "Originate failed"));
            return;
        }
        String shown = request.get("CallerID");
        Matcher callerId = CALLER_ID.matcher(shown);
        boolean named = callerId.matches();
        boolean asynchronous = request.get("Async").equalsIgnoreCase("true");
        if (asynchronous) {
            client.send(replies.success(request, "Originate successfully queued"));
        }
        manager.originate(
                request.actionId(),
                channel,
                request.get("Context").isEmpty() ? "default" : request.get("Context"),
                exten,
                timeout(request.get("Timeout")),
                named ? callerId.group(2) : shown,
                named && callerId.group(1) != null ? callerId.group(1) : "",
                id,
                request.variables(),
                asynchronous,
                answered -> {
                    if (!asynchronous) {
                        client.send(
                                answered
                                        ? replies.success(request, "Originate successfully queued")
                                        : replies.error(request, "Originate failed"));
                    }
                });
    }

    private static long timeout(String header) {
        try {
            return Long.parseLong(header);
        } catch (NumberFormatException missing) {
            return ORIGINATE_TIMEOUT_MS;
        }
    }

    private void queuePause(Request request, Client client) {
        boolean away = request.get("Paused").matches("(?i)1|true|yes|on|y|t");
        if (request.get("Interface").isEmpty()) {
            client.send(replies.error(request, "Need 'Interface' and 'Paused' parameters."));
            return;
        }
        answer(
                request,
                client,
                away ? "Interface paused successfully" : "Interface unpaused successfully",
                manager.pause(request.get("Queue"), request.get("Interface"), away, request.get("Reason")));
    }

    private void getvar(Request request, Client client) {
        Optional<String> value = manager.get(request.get("Channel"), request.get("Variable"));
        client.send(
                value.isEmpty()
                        ? replies.error(request, "No such channel")
                        : replies.begin(request, "Success")
                                .header("Variable", request.get("Variable"))
                                .header("Value", value.get())
                                .end());
    }

    /** A NOTIFY with uaCSTA's {@code Event: talk} or {@code hold}: the phone obeys. Other events reach nobody. */
    private void notify(Request request, Client client) {
        String name = request.get("Endpoint");
        if (name.isEmpty()) {
            name = pbx.channel(request.get("Channel")).map(leg -> leg.line()).orElse(request.get("Channel"));
        }
        String line = name.replaceFirst("(?i)^p?j?sip/", "");
        if (!pbx.isLine(line)) {
            client.send(replies.error(request, "Unable to retrieve endpoint " + line));
            return;
        }
        client.send(replies.success(request, "NOTIFY sent"));
        String event = request.variables().getOrDefault("Event", "");
        pbx.phone("PJSIP/" + line).ifPresent(phone -> phone.notified(event));
    }

    private void userEvent(Request request, Client client) {
        Optional<String> fault = simulation.obey(request);
        answer(request, client, "Event Sent", fault);
        if (fault.isEmpty()) {
            Map<String, String> rest = request.others();
            rest.keySet().removeIf(name -> name.equalsIgnoreCase("UserEvent"));
            manager.userEvent(request.get("UserEvent"), rest);
        }
    }
}
