package org.jackfield.pbx.asterisk.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jackfield.api.call.LineageType;
import org.jackfield.api.pbx.Signal;

/**
 * Which of the listed calls are consultations, and about which others: what was known goes on, and a phone that has a
 * new call while it holds another one consults. No list of the PBX says so. Pure.
 */
final class Consultations {
    private final Map<String, Channel> channels;
    private final Map<String, Channel> before;
    private final List<Signal> news = new ArrayList<>();

    /**
     * @param channels as they are listed, in journeys
     * @param before the channels as they were known before
     */
    Consultations(Map<String, Channel> channels, Map<String, Channel> before) {
        this.channels = channels;
        this.before = before;
    }

    /** Goes on with those where one channel of the phone takes part in both calls, which are one in the lists. */
    void takeApart() {
        for (Channel c : List.copyOf(channels.values())) {
            Channel known = before.get(c.id);
            if (known != null && known.consulting != null && !known.consulting.over) {
                takeApart(c, known);
            }
        }
    }

    private void takeApart(Channel c, Channel known) {
        List<Channel> consulted = shown(known.consulting.channels);
        Optional<Channel> other = shown(known.journey.channels).stream()
                .filter(o -> o != c && !consulted.contains(o))
                .findFirst();
        if (consulted.isEmpty() || other.filter(o -> talk(o, consulted)).isPresent()) {
            return; // it is over, or all of them talk with each other now
        }
        Journey own = other.map(o -> o.journey).orElseGet(() -> new Journey(known.journey.key));
        Journey consultation = new Journey(known.consulting.key);
        consulted.forEach(consultation::add);
        own.add(c);
        if (own.originator == null || own.originator.journey != own) {
            own.originator = Optional.ofNullable(known.journey.originator)
                    .map(first -> channels.get(first.id))
                    .or(() -> other)
                    .orElse(c);
        }
        consultation.originator = c;
        consultation.about = own;
        c.consulting = consultation;
    }

    private List<Channel> shown(Collection<Channel> knownBefore) {
        return knownBefore.stream()
                .map(o -> channels.get(o.id))
                .filter(o -> o != null)
                .toList();
    }

    private static boolean talk(Channel c, List<Channel> others) {
        return !c.bridge.isEmpty() && others.stream().anyMatch(o -> o.bridge.equals(c.bridge));
    }

    /** Finds those a phone has on channels of their own. */
    void find(Predicate<String> isLine, Instant at) {
        for (Channel c : channels.values()) {
            Journey journey = c.journey;
            if (c == journey.originator && journey.about == null && !c.local && isLine.test(c.endpoint)) {
                Channel known = before.get(c.id);
                if (known != null && known.journey.told) {
                    shown(known.journey.about == null ? List.of() : known.journey.about.channels).stream()
                            .map(o -> o.journey)
                            .filter(about -> about != journey)
                            .findFirst()
                            .ifPresent(about -> journey.about = about);
                } else {
                    held(c).ifPresent(held -> begin(c, held.journey, at));
                }
            }
        }
    }

    private Optional<Channel> held(Channel c) {
        return channels.values().stream()
                .filter(o -> o.held && o.journey != c.journey && o.endpoint.equals(c.endpoint))
                .findFirst();
    }

    private void begin(Channel c, Journey about, Instant at) {
        c.journey.about = about;
        news.add(new Signal.Linked(
                c.journey.key,
                at,
                LineageType.CONSULTATION_OF,
                Optional.empty(),
                Optional.of(c.endpoint),
                AmiText.present(c.exten),
                Optional.of(about.key)));
    }

    /** Those that began unseen. */
    List<Signal> news() {
        return news.stream()
                .filter(signal ->
                        channels.values().stream().anyMatch(c -> c.journey.told && c.journey.key.equals(signal.call())))
                .toList();
    }
}
