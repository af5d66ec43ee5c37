package org.jackfield.device.mqtt.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jackfield.api.Word;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Service;
import org.jackfield.api.control.CallControl;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver.Display;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;

/**
 * What people do at devices becomes a wish to the house: the PBX, the agents' states and the log-ins decide. Everything
 * is checked against the register: a device speaks for its own line and for who sits there. One thread at a time.
 */
final class DeskWishes implements Wishes {
    private final String tenant;
    private final HouseServices house;
    private final Logins logins;
    private final Muting muting;
    private final Function<String, List<Device>> devicesOf;
    private final Commands commands;
    private final Consumer<Outgoing> out;
    private final AtomicLong refused = new AtomicLong();

    /** Which device answers each ringing call: the first that was asked to, so that two never fight for it. */
    private final Map<String, String> answering = new ConcurrentHashMap<>();

    /** @param devicesOf the devices of an agent that are there */
    DeskWishes(
            String tenant,
            HouseServices house,
            Logins logins,
            Muting muting,
            Function<String, List<Device>> devicesOf,
            Commands commands,
            Consumer<Outgoing> out) {
        this.tenant = tenant;
        this.house = house;
        this.logins = logins;
        this.muting = muting;
        this.devicesOf = devicesOf;
        this.commands = commands;
        this.out = out;
    }

    @Override
    public void event(Device device, String event, Payload said, long now) {
        switch (event) {
            case "login" -> logins.login(device, said, now);
            case "logout" -> logins.logout(device, said.text("agent"), now);
            case "presence-request" -> choose(device, said, now);
            case "dial" -> dial(device, said.text("number").orElse(""), now);
            case "answer" -> ringing(device, Service.ANSWER_CALL, now);
            case "reject" -> ringing(device, Service.CLEAR_CONNECTION, now);
            default -> {
                // A key that means nothing here yet.
            }
        }
    }

    @Override
    public void fact(Device device, String facet, String value, boolean done, long now) {
        if (facet.equals("mute")) {
            device.agent()
                    .map(devicesOf)
                    .map(all -> muting.changed(device, value.equals("on"), done, all, now))
                    .ifPresent(told -> told.forEach(out));
        } else if (facet.equals("session")) {
            logins.restored(device, value.equals("loggedIn"), now);
        } else if (facet.equals("hookswitch")
                && done
                && value.equals("offHook")
                && device.kind() == Device.Kind.HEADSET) {
            // A headset has no line of its own: its key answers the phone it goes with.
            ringing(device, Service.ANSWER_CALL, now);
        }
    }

    /** A call is over: whoever was asked to answer it need not be remembered. */
    void over(String call) {
        answering.remove(call);
    }

    long refused() {
        return refused.get();
    }

    private void choose(Device device, Payload said, long now) {
        String word = said.text("state").orElse("");
        try {
            house.presence()
                    .orElseThrow(() -> new IllegalArgumentException("Presence is not running"))
                    .choose(
                            tenant,
                            device.agent().orElseThrow(() -> new IllegalArgumentException("Nobody sits here")),
                            Word.of(AgentState.class, word),
                            said.text("reason").filter(reason -> !reason.isEmpty()),
                            device.agent().orElseThrow());
        } catch (IllegalArgumentException e) {
            refuse(device, e.getMessage(), now);
        }
    }

    private void dial(Device device, String number, long now) {
        Optional<LineRef> line = device.line();
        Optional<CallControl> control = house.control();
        if (line.isEmpty() || number.isEmpty() || control.isEmpty()) {
            refuse(device, "Nothing to dial, or nowhere to dial from", now);
            return;
        }
        told(device, control.get().makeCall(tenant, line.get(), number), now);
    }

    private void ringing(Device device, Service service, long now) {
        Optional<CallControl> control = house.control();
        Optional<Call> call = device.line().flatMap(this::alertingAt);
        if (control.isEmpty() || call.isEmpty()) {
            refused.incrementAndGet();
            return;
        }
        String owner = answering.computeIfAbsent(call.get().id(), id -> device.id());
        if (!owner.equals(device.id())) {
            refused.incrementAndGet();
            return;
        }
        String connection =
                alerting(call.get(), device.line().get().line()).orElseThrow().id();
        told(
                device,
                control.get()
                        .perform(tenant, call.get().id(), connection, service, CallControl.Parameters.NONE)
                        .whenComplete((done, failure) -> {
                            if (failure != null) {
                                // Another device may try.
                                answering.remove(call.get().id(), device.id());
                            }
                        }),
                now);
    }

    private Optional<Call> alertingAt(LineRef line) {
        return house.calls().stream()
                .flatMap(calls -> calls.active(tenant).stream())
                .filter(call -> call.link().equals(line.link()))
                .filter(call -> alerting(call, line.line()).isPresent())
                .findFirst();
    }

    private static Optional<Connection> alerting(Call call, String line) {
        return call.connections().stream()
                .filter(c -> c.state() == ConnectionState.ALERTING
                        && c.line().filter(line::equals).isPresent())
                .findFirst();
    }

    private void told(Device device, CompletionStage<?> asked, long now) {
        asked.whenComplete((done, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
                refuse(device, String.valueOf(cause.getMessage()), now);
            }
        });
    }

    /** What is not possible is said on the device's own display. */
    private void refuse(Device device, String sentence, long now) {
        refused.incrementAndGet();
        out.accept(commands.display(device.id(), new Display("", "Not possible", sentence, false), now));
    }
}
