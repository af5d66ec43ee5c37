package org.jackfield.presence.internal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jackfield.api.device.Device;

/**
 * A device as far as it matters for its agent's state. Immutable; times are milliseconds of a monotonic clock.
 *
 * @param gone how and since when the device is missing; stays after it came back until it has been back for long enough
 * @param backSince since when it is back after it was given up
 * @param offHeadSince when the headset was taken off, if it is
 * @param frozenAt when its broker went away: until that is back, no time passes for the device
 */
record Hardware(
        Device.Kind kind,
        Device.State state,
        Optional<Gone> gone,
        Optional<Long> backSince,
        Optional<Long> offHeadSince,
        boolean doNotDisturb,
        Optional<Long> frozenAt) {
    private static final Hardware NEW = new Hardware(
            Device.Kind.UNKNOWN,
            Device.State.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty());

    /** Lost or disconnected, since a moment. */
    record Gone(Device.State as, long since) {}

    /** After a device reported; empty as long as nothing is known about it. */
    static Optional<Hardware> of(Optional<Hardware> before, Device device, Policy policy, long now) {
        if (device.state() == Device.State.UNKNOWN) {
            return before.map(known -> known.frozen(now));
        }
        return Optional.of(before.map(known -> known.thawed(now)).orElse(NEW).report(device, policy, now));
    }

    private Hardware report(Device device, Policy policy, long now) {
        boolean away = device.state() == Device.State.LOST || device.state() == Device.State.DISCONNECTED;
        boolean off = device.kind() == Device.Kind.HEADSET
                && "off".equals(device.facts().get("worn"));
        Optional<Gone> counted = counted(!away, policy, now);
        return new Hardware(
                device.kind(),
                device.state(),
                away ? Optional.of(counted.orElse(new Gone(device.state(), now))) : counted,
                away ? Optional.empty() : counted.map(g -> backSince.orElse(now)),
                off ? Optional.of(offHeadSince.orElse(now)) : Optional.empty(),
                "on".equals(device.facts().get("doNotDisturb")),
                Optional.empty());
    }

    /** The loss that still counts: a short one is forgotten when the device is back, another one after a while. */
    private Optional<Gone> counted(boolean back, Policy policy, long now) {
        return gone.filter(g -> backSince.isPresent() ? now < steadyAt(policy) : !back || now >= sureAt(policy));
    }

    /** Why its agent cannot take a call: a reason and a cause in words that go behind the device's id. */
    record Objection(String reason, String cause) {}

    /** What speaks against a call now. Only what carries the agent's voice counts: a lost light hinders nobody. */
    Optional<Objection> objection(Policy policy, long moment) {
        long now = frozenAt.orElse(moment);
        if (audio() && gone.isPresent() && (backSince.isPresent() ? now < steadyAt(policy) : now >= sureAt(policy))) {
            return Optional.of(new Objection("deviceLost", gone.get().as().word()));
        }
        if (policy.headsetOffMs() > 0 && offHeadSince.isPresent() && now >= offTooLongAt(policy)) {
            return Optional.of(new Objection("headsetOff", "is off the head"));
        }
        return Optional.empty();
    }

    /** When time alone may change that; never, while the broker is away. */
    OptionalLong nextLook(Policy policy, long now) {
        if (frozenAt.isPresent()) {
            return OptionalLong.empty();
        }
        LongStream.Builder moments = LongStream.builder();
        if (audio() && gone.isPresent()) {
            moments.add(backSince.isPresent() ? steadyAt(policy) : sureAt(policy));
        }
        if (policy.headsetOffMs() > 0 && offHeadSince.isPresent()) {
            moments.add(offTooLongAt(policy));
        }
        return moments.build().filter(at -> at > now).min();
    }

    private boolean audio() {
        return kind == Device.Kind.DESKPHONE || kind == Device.Kind.HEADSET;
    }

    private long sureAt(Policy policy) {
        return gone.orElseThrow().since() + policy.deviceLostGraceMs();
    }

    private long steadyAt(Policy policy) {
        return backSince.orElseThrow() + policy.deviceSteadyMs();
    }

    private long offTooLongAt(Policy policy) {
        return offHeadSince.orElseThrow() + policy.headsetOffMs();
    }

    private Hardware frozen(long now) {
        return frozenAt.isPresent()
                ? this
                : new Hardware(kind, state, gone, backSince, offHeadSince, doNotDisturb, Optional.of(now));
    }

    /** The time in which nobody knew anything does not count. */
    private Hardware thawed(long now) {
        if (frozenAt.isEmpty()) {
            return this;
        }
        long away = now - frozenAt.get();
        return new Hardware(
                kind,
                state,
                gone.map(g -> new Gone(g.as(), g.since() + away)),
                backSince.map(at -> at + away),
                offHeadSince.map(at -> at + away),
                doNotDisturb,
                Optional.empty());
    }
}
