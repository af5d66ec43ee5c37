package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.QueueOutcome;
import org.jackfield.api.call.ServiceKind;
import org.jackfield.api.pbx.Signal;

/**
 * The channels of one call. Asterisk has no such thing: its linkedid changes when bridges meet, so the driver keeps the
 * group itself and joins groups where people come to talk with each other.
 */
final class Journey {
    final String key;
    final Set<Channel> channels = new LinkedHashSet<>();
    Channel originator;
    /** Whether the core was told. A phone that only dials a feature code is never told as a call. */
    boolean told;
    /** Whether the call was told to be over. */
    boolean over;

    /** The journey this one is a consultation of. */
    Journey about;

    boolean answered;
    String queue = "";
    /** Why it seems to have left its queue, until that is sure; null if it waits there. */
    QueueOutcome leaving;

    Instant leftQueueAt = Instant.EPOCH;
    /** Whether a phone was still ringing for its queue then. */
    boolean cutShort;

    Cause failure = Cause.NORMAL_CLEARING;
    Optional<String> endedBy = Optional.empty();
    /** A phone the PBX took out of the talk without its asking: the sign of a redirect. */
    Channel displaced;
    /** A blind transfer that may yet turn out to be parking. */
    Signal.Linked transfer;
    /** The service the call is connected to; empty if none. */
    String service = "";

    /** Which kind of service it was connected to last; null if to none. */
    ServiceKind kind;

    private int services;
    /** Forwards told, a line each. */
    String forwards = "";

    boolean conferenced;
    /** The PBX stopped under it. */
    boolean shutDown;

    Journey(String key) {
        this.key = key;
    }

    void add(Channel channel) {
        if (channel.journey != null) {
            channel.journey.channels.remove(channel);
        }
        channel.journey = this;
        channels.add(channel);
    }

    boolean leavingQueue() {
        return leaving != null;
    }

    boolean isYounger(Journey other) {
        return originator != null && other.originator != null && originator.seenAt.isAfter(other.originator.seenAt);
    }

    /** Takes over what no list of the PBX tells about the same call as it was known before. */
    void carryOn(Journey before) {
        answered |= before.answered;
        kind = before.kind;
        service = before.service;
        services = before.services;
        forwards = before.forwards;
        conferenced = before.conferenced;
    }

    /** A leg id for the next service, unlike any other of this call. */
    String nextService() {
        return key + "/service" + ++services;
    }
}
