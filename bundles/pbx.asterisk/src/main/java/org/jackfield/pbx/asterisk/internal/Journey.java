package org.jackfield.pbx.asterisk.internal;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jackfield.api.call.Cause;

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
    boolean leavingQueue;
    Cause failure = Cause.NORMAL_CLEARING;
    Optional<String> endedBy = Optional.empty();
    /** A phone the PBX took out of the talk without its asking: the sign of a redirect. */
    Channel displaced;

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

    Stream<Channel> liveLegs() {
        return channels.stream().filter(Channel::live);
    }
}
