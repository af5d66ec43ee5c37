package org.jackfield.pbx.asterisk.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jackfield.api.call.ConnectionState;

/**
 * Finds what events that never came would have told, by comparing the channels that the PBX lists with those that are
 * known. What differs in two looks running is no event on its way. Pure.
 */
final class Reconciliation {
    private Set<String> listedAtStart = Set.of();
    private Set<String> suspected = Set.of();
    /** What a snapshot has not mended, and another one would not either. */
    private final Set<String> incurable = new HashSet<>();

    /** Whether the list was seen to follow the events; a recording's is the same for ever and tells nothing. */
    private boolean trusted;

    /** A snapshot was taken, and these channels are known now. */
    void restart(Collection<Channel> shown) {
        listedAtStart = shown.stream().map(c -> c.id).collect(Collectors.toSet());
        suspected = Set.of();
    }

    /**
     * Compares once more.
     *
     * @param rows the list's events
     * @return whether a snapshot must be taken
     */
    boolean look(Map<String, Channel> known, List<AmiMessage> rows) {
        Set<String> listed = rows.stream().map(row -> row.get("Uniqueid")).collect(Collectors.toSet());
        trusted |= listed.stream().anyMatch(id -> known.containsKey(id) && !listedAtStart.contains(id));
        Set<String> differences = new HashSet<>();
        for (String id : known.keySet()) {
            if (!listed.contains(id) && (trusted || listedAtStart.contains(id))) {
                differences.add("gone " + id);
            }
        }
        for (AmiMessage row : rows) {
            difference(known.get(row.get("Uniqueid")), row, differences);
        }
        Set<String> confirmed = new HashSet<>(differences);
        confirmed.retainAll(suspected);
        suspected = differences;
        boolean news = !incurable.containsAll(confirmed);
        incurable.retainAll(differences);
        incurable.addAll(confirmed);
        return news;
    }

    private static void difference(Channel known, AmiMessage row, Set<String> differences) {
        String id = row.get("Uniqueid");
        if (known == null) {
            differences.add("new " + id);
        } else if (!known.local) {
            if (row.get("ChannelState").equals("6") && known.state != ConnectionState.CONNECTED) {
                differences.add("up " + id);
            }
            if (!row.get("BridgeId").equals(known.bridge)) {
                differences.add("bridge " + id + " " + row.get("BridgeId"));
            }
        }
    }
}
