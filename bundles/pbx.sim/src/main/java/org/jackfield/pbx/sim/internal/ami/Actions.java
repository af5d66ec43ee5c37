package org.jackfield.pbx.sim.internal.ami;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.wire.EventClass;
import org.jackfield.pbx.sim.internal.wire.Message;

/**
 * Answers every action of a client. For the PBX's thread, so that an answer and the events around it keep their order.
 */
public final class Actions {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Pbx pbx;
    private final Account account;
    private final Replies replies = new Replies();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, BiConsumer<Request, Client>> actions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public Actions(Pbx pbx, Account account, UserEvents simulation) {
        this.pbx = pbx;
        this.account = account;
        session();
        lists(new ChannelLists(pbx, replies), new QueueLists(pbx, replies), new PhoneLists(pbx, replies));
        new CallActions(pbx, replies, simulation).register(actions);
    }

    /** Answers one action. */
    public void handle(Request request, Client client) {
        String name = request.action();
        if (name.isEmpty()) {
            client.send(replies.error(request, "Missing action in request"));
        } else if (name.equals("login")) {
            login(request, client);
        } else if (name.equals("challenge")) {
            challenge(request, client);
        } else if (!client.loggedIn() && !name.equals("logoff")) {
            client.send(replies.error(request, "Permission denied"));
        } else if (!actions.containsKey(name)) {
            client.send(replies.error(
                    request,
                    "Invalid/unknown command: " + request.get("Action")
                            + ". Use Action: ListCommands to show available commands."));
        } else {
            actions.get(name).accept(request, client);
        }
    }

    private void login(Request request, Client client) {
        if (client.loggedIn()) {
            client.send(replies.success(request, "Already authenticated"));
            return;
        }
        if (!account.admits(request, client.challenge())) {
            client.send(replies.error(request, "Authentication failed"));
            client.bye();
            return;
        }
        client.filter().mask(EventClass.mask(request.get("Events")));
        client.send(replies.success(request, "Authentication accepted"));
        if ((client.filter().mask() & EventClass.SYSTEM.bit()) != 0) {
            long uptime = (pbx.micros() - pbx.startedMicros()) / 1_000_000;
            client.send(replies.entry("FullyBooted")
                    .header("Privilege", "system,all")
                    .header("Uptime", uptime)
                    .header("LastReload", uptime)
                    .header("Status", "Fully Booted")
                    .end());
        }
        client.loggedIn(true);
    }

    private void challenge(Request request, Client client) {
        if (!request.get("AuthType").equalsIgnoreCase("MD5")) {
            client.send(replies.error(request, "Must specify AuthType"));
            return;
        }
        client.challenge(Integer.toString(random.nextInt(1_000_000_000)));
        client.send(replies.begin(request, "Success")
                .header("Challenge", client.challenge())
                .end());
    }

    private void session() {
        actions.put(
                "Ping",
                (request, client) -> client.send(replies.begin(request, "Success")
                        .header("Ping", "Pong")
                        .seconds("Timestamp", pbx.micros())
                        .end()));
        actions.put("Logoff", (request, client) -> {
            client.send(replies.begin(request, "Goodbye")
                    .header("Message", "Thanks for all the fish.")
                    .end());
            client.bye();
        });
        actions.put("Events", (request, client) -> {
            client.filter().mask(EventClass.mask(request.get("EventMask")));
            client.send(replies.begin(request, "Success")
                    .header("Events", client.filter().mask() == 0 ? "Off" : "On")
                    .end());
        });
        actions.put("Filter", this::filter);
        actions.put("ListCommands", (request, client) -> {
            Message list = replies.begin(request, "Success");
            actions.keySet().forEach(name -> list.header(name, "Simulated.  (Priv: <none>)"));
            client.send(list.end());
        });
        actions.put("CoreSettings", this::coreSettings);
        actions.put("CoreStatus", this::coreStatus);
        actions.put(
                "Command",
                (request, client) -> client.send(replies.begin(request, "Error")
                        .header("Message", "Command output follows")
                        .header("Output", "No such command '" + request.get("Command") + "'")
                        .end()));
    }

    private void filter(Request request, Client client) {
        Optional<String> fault = Optional.empty();
        try {
            if (!request.get("Operation").equalsIgnoreCase("Add")) {
                fault = Optional.of("Unknown operation");
            } else if (request.get("MatchCriteria").isEmpty()) {
                client.filter().add(request.get("Filter"));
            } else {
                client.filter().add(request.get("MatchCriteria"), request.get("Filter"));
            }
        } catch (IllegalArgumentException wrong) {
            fault = Optional.of(wrong.getMessage());
        }
        client.send(fault.isPresent() ? replies.error(request, fault.get()) : replies.success(request, "Filter Added"));
    }

    private void coreSettings(Request request, Client client) {
        client.send(replies.begin(request, "Success")
                .header("AMIversion", AmiServer.VERSION)
                .header("AsteriskVersion", "22.10.1 (simulated by Jackfield)")
                .header("SystemName", pbx.setup().systemName())
                .header("CoreMaxCalls", 0)
                .header("CoreMaxLoadAvg", "0.000000")
                .header("CoreRunUser", "")
                .header("CoreRunGroup", "")
                .header("CoreMaxFilehandles", 0)
                .header("CoreRealTimeEnabled", "No")
                .header("CoreCDRenabled", "Yes")
                .header("CoreHTTPenabled", "No")
                .header("SoundsSearchCustomDir", "No")
                .end());
    }

    private void coreStatus(Request request, Client client) {
        Instant started = Instant.ofEpochSecond(pbx.startedMicros() / 1_000_000);
        client.send(replies.begin(request, "Success")
                .header("CoreStartupDate", DAY.format(started))
                .header("CoreStartupTime", TIME.format(started))
                .header("CoreReloadDate", DAY.format(started))
                .header("CoreReloadTime", TIME.format(started))
                .header("CoreCurrentCalls", pbx.channels().size())
                .header("CoreProcessedCalls", pbx.processedCalls())
                .end());
    }

    private void lists(ChannelLists channels, QueueLists queues, PhoneLists phones) {
        actions.put("CoreShowChannels", (request, client) -> channels.channels(request, client::send));
        actions.put("Status", (request, client) -> channels.status(request, client::send));
        actions.put("BridgeList", (request, client) -> channels.bridges(request, client::send));
        actions.put("BridgeInfo", (request, client) -> channels.bridge(request, client::send));
        actions.put("QueueStatus", (request, client) -> queues.status(request, client::send));
        actions.put("QueueSummary", (request, client) -> queues.summary(request, client::send));
        actions.put("DeviceStateList", (request, client) -> phones.deviceStates(request, client::send));
        actions.put("ExtensionStateList", (request, client) -> phones.extensionStates(request, client::send));
        actions.put("PJSIPShowContacts", (request, client) -> phones.contacts(request, client::send));
        actions.put("PJSIPShowEndpoints", (request, client) -> phones.endpoints(request, client::send));
        actions.put("ParkedCalls", (request, client) -> {
            client.send(replies.listStart(request, "Parked calls will follow"));
            client.send(replies.listEnd(request, "ParkedCallsComplete", 0)
                    .header("Total", 0)
                    .end());
        });
        actions.put(
                "ConfbridgeListRooms",
                (request, client) -> client.send(replies.error(request, "No active conferences.")));
    }
}
