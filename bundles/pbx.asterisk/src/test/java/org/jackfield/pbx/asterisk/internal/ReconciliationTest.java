package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Party;
import org.junit.jupiter.api.Test;

/** What the PBX lists against what its events told. */
class ReconciliationTest {
    private final Reconciliation reconciliation = new Reconciliation();

    private static Channel channel(String id, ConnectionState state, String bridge) {
        Channel channel = new Channel(id, "PJSIP/" + id + "-1", Instant.EPOCH, Party.UNKNOWN, "");
        channel.state = state;
        channel.bridge = bridge;
        return channel;
    }

    private static Map<String, Channel> known(Channel... channels) {
        return Stream.of(channels).collect(Collectors.toMap(c -> c.id, c -> c));
    }

    /** @param rows id, state and bridge each */
    private static List<AmiMessage> list(String... rows) {
        List<AmiMessage> messages = new ArrayList<>();
        String text = Arrays.stream(rows)
                .map(row -> row.split(" ", -1))
                .map(row -> "Event: CoreShowChannel\r\nUniqueid: " + row[0] + "\r\nChannelState: " + row[1]
                        + "\r\nBridgeId: " + row[2] + "\r\n\r\n")
                .collect(Collectors.joining("", "Asterisk Call Manager/11.0.0\r\n", ""));
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        new AmiParser(Set.of(), messages::add, reject -> {}).feed(bytes, bytes.length);
        return messages;
    }

    private static final Channel TALKS = channel("1001", ConnectionState.CONNECTED, "b1");

    private void started(Channel... channels) {
        reconciliation.restart(List.of(channels));
    }

    @Test
    void whatDiffersOnceIsAnEventOnItsWay() {
        started(TALKS);
        assertFalse(reconciliation.look(known(TALKS), list()));
        assertFalse(reconciliation.look(known(), list()));
        assertFalse(reconciliation.look(known(), list("1002 6 b2")));
        assertFalse(reconciliation.look(known(), list("1003 6 b2")));
    }

    @Test
    void aLostHangupALostCallALostAnswerAndALostBridgeAreFound() {
        started(TALKS);
        assertFalse(reconciliation.look(known(TALKS), list()));
        assertTrue(reconciliation.look(known(TALKS), list()));

        started();
        assertFalse(reconciliation.look(known(), list("1002 4 ")));
        assertTrue(reconciliation.look(known(), list("1002 4 ")));

        Channel rings = channel("1003", ConnectionState.ALERTING, "");
        started(rings);
        assertFalse(reconciliation.look(known(rings), list("1003 6 ")));
        assertTrue(reconciliation.look(known(rings), list("1003 6 ")));

        started(TALKS);
        assertFalse(reconciliation.look(known(TALKS), list("1001 6 b2")));
        assertTrue(reconciliation.look(known(TALKS), list("1001 6 b2")));
    }

    @Test
    void whatASnapshotDoesNotMendIsLeftAlone() {
        started(TALKS);
        reconciliation.look(known(TALKS), list("1001 6 b2"));
        assertTrue(reconciliation.look(known(TALKS), list("1001 6 b2")));
        started(TALKS);
        for (int look = 0; look < 5; look++) {
            assertFalse(reconciliation.look(known(TALKS), list("1001 6 b2")));
        }
    }

    @Test
    void aListThatNeverFollowsTheEventsEndsNoCall() {
        started();
        for (int look = 0; look < 5; look++) {
            assertFalse(reconciliation.look(known(TALKS), list()));
        }
        reconciliation.look(known(TALKS), list("1001 6 b1"));
        assertFalse(reconciliation.look(known(TALKS), list()));
        assertTrue(reconciliation.look(known(TALKS), list()));
    }
}
