package org.jackfield.api.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call at a line (ECMA-269, 6.1.4). Times are the PBX's; durations are differences of them in milliseconds, never
 * negative, and for a live connection run to the moment this picture was taken.
 *
 * @param id unique within the call, in order of appearance: c1, c2 …
 * @param leg the PBX's own unit, for Asterisk a channel's uniqueid
 * @param kind present exactly for {@link Role#SERVICE}
 * @param line the extension at the PBX, present for lines of ours
 * @param number the public number, present for parties outside
 * @param agent who sat at the line when the call was delivered; frozen from then on
 * @param alertingMs how long it rang
 * @param connectedMs from answer to release
 * @param deviceHoldMs hold signalled by this phone
 * @param holdMs all time the other side was held, by phone or PBX
 * @param talkMs {@code connectedMs − holdMs}
 * @param continues the connection of the consultation this one carries on, as {@code callId/connectionId}
 * @param allowed what a client may ask for now
 */
public record Connection(
        String id,
        String leg,
        Role role,
        Optional<ServiceKind> kind,
        Optional<String> line,
        Optional<String> number,
        Optional<String> agent,
        Participation participation,
        ConnectionState state,
        Optional<Instant> alertingAt,
        Optional<Instant> connectedAt,
        Optional<Instant> endedAt,
        long alertingMs,
        long connectedMs,
        long deviceHoldMs,
        long holdMs,
        long talkMs,
        Optional<Cause> cause,
        Optional<String> continues,
        List<Service> allowed) {

    public Connection {
        allowed = List.copyOf(allowed);
    }

    /** Whether the connection has not been cleared yet. */
    public boolean live() {
        return state != ConnectionState.NULL && state != ConnectionState.FAIL;
    }
}
