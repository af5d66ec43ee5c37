package org.jackfield.core.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Role;
import org.jackfield.api.call.Service;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.pbx.Signal.Recording;

/** A connection while it lives: collects times as signals come. Used by its lane's thread only. */
final class LiveLeg {
    final String id;
    final String leg;
    Role role;
    final Optional<ServiceKind> kind;
    final Optional<String> line;
    final Optional<String> number;
    final Optional<String> agent;
    final Participation participation;
    final Optional<String> continues;

    ConnectionState state = ConnectionState.INITIATED;
    private Optional<Instant> alertingAt = Optional.empty();
    private Optional<Instant> connectedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<Instant> heldAt = Optional.empty();
    private boolean heldByDevice;
    private long holdMs;
    private long deviceHoldMs;
    private Optional<Cause> cause = Optional.empty();
    /** Its picture once it is over. */
    private Connection last;

    private Recording recording = Recording.STOPPED;
    /** The connection in another call that the PBX's same leg is, as in a consultation made by the PBX. */
    private Optional<LiveLeg> twin = Optional.empty();

    LiveLeg(
            String id,
            String leg,
            Role role,
            Optional<ServiceKind> kind,
            Optional<String> line,
            Optional<String> number,
            Optional<String> agent,
            Participation participation,
            Optional<String> continues) {
        this.id = id;
        this.leg = leg;
        this.role = role;
        this.kind = kind;
        this.line = line;
        this.number = number;
        this.agent = agent;
        this.participation = participation;
        this.continues = continues;
    }

    /** A connection as it was told by an earlier run of this server. */
    LiveLeg(Connection told) {
        this(
                told.id(),
                told.leg(),
                told.role(),
                told.kind(),
                told.line(),
                told.number(),
                told.agent(),
                told.participation(),
                told.continues());
        state = told.state();
        alertingAt = told.alertingAt();
        connectedAt = told.connectedAt();
        endedAt = told.endedAt();
        cause = told.cause();
        holdMs = told.holdMs();
        deviceHoldMs = told.deviceHoldMs();
        if (state == ConnectionState.HOLD) {
            heldAt = connectedAt.map(at -> at.plusMillis(told.connectedMs())); // it was told of a moment later
            heldByDevice = deviceHoldMs > 0;
        }
        last = told.live() ? null : told;
    }

    boolean live() {
        return state != ConnectionState.NULL && state != ConnectionState.FAIL;
    }

    boolean isConference() {
        return kind.isPresent() && kind.get() == ServiceKind.CONFERENCE;
    }

    boolean talking() {
        return state == ConnectionState.CONNECTED || state == ConnectionState.HOLD;
    }

    /** Says that this leg takes part in two calls at once. */
    void shareWith(LiveLeg other) {
        twin = Optional.of(other);
        other.twin = Optional.of(this);
    }

    boolean shared() {
        return twin.filter(LiveLeg::live).isPresent();
    }

    Recording recording() {
        return recording;
    }

    boolean recorded(Recording next) {
        boolean news = live() && recording != next;
        recording = next;
        return news;
    }

    Optional<Instant> connectedAt() {
        return connectedAt;
    }

    /** Goes to a state; false if it is there already or the connection is over. */
    boolean become(ConnectionState next, Instant at) {
        if (!live() || state == next) {
            return false;
        }
        if (next == ConnectionState.ALERTING && talking()) {
            return false; // a late ringing report of a phone that has answered already
        }
        if (next == ConnectionState.ALERTING && alertingAt.isEmpty()) {
            alertingAt = Optional.of(at);
        }
        if (next == ConnectionState.CONNECTED && connectedAt.isEmpty()) {
            connectedAt = Optional.of(at);
        }
        state = next;
        return true;
    }

    boolean hold(Instant at, boolean byDevice) {
        if (state != ConnectionState.CONNECTED) {
            return false;
        }
        state = ConnectionState.HOLD;
        heldAt = Optional.of(at);
        heldByDevice = byDevice;
        return true;
    }

    boolean retrieve(Instant at) {
        if (state != ConnectionState.HOLD) {
            return false;
        }
        bookHold(at);
        state = ConnectionState.CONNECTED;
        return true;
    }

    boolean clear(Instant at, Cause why) {
        if (!live()) {
            return false;
        }
        bookHold(at);
        endedAt = Optional.of(at);
        cause = Optional.of(why);
        state = ConnectionState.NULL;
        return true;
    }

    private void bookHold(Instant until) {
        holdMs += openHold(until);
        if (heldByDevice) {
            deviceHoldMs += openHold(until);
        }
        heldAt = Optional.empty();
    }

    private long openHold(Instant now) {
        return heldAt.map(since -> millis(since, now)).orElse(0L);
    }

    /** The picture of this connection at a moment. */
    Connection picture(Instant now, List<Service> allowed) {
        if (last != null) {
            return last;
        }
        Connection picture = pictureAt(now, allowed);
        if (!live()) {
            last = picture; // nothing changes any more, and all later pictures of the call share it
        }
        return picture;
    }

    private Connection pictureAt(Instant now, List<Service> allowed) {
        Instant end = endedAt.orElse(now);
        long alerting =
                alertingAt.map(since -> millis(since, connectedAt.orElse(end))).orElse(0L);
        long connected = connectedAt.map(since -> millis(since, end)).orElse(0L);
        long open = openHold(now);
        long held = Math.min(holdMs + open, connected);
        long device = Math.min(deviceHoldMs + (heldByDevice ? open : 0), connected);
        return new Connection(
                id,
                leg,
                role,
                kind,
                line,
                number,
                agent,
                participation,
                state,
                alertingAt,
                connectedAt,
                endedAt,
                alerting,
                connected,
                device,
                held,
                connected - held,
                cause,
                continues,
                allowed);
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
