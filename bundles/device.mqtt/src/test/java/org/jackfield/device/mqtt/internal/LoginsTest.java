package org.jackfield.device.mqtt.internal;

import static org.jackfield.device.mqtt.internal.FakeCore.LINE;
import static org.jackfield.device.mqtt.internal.FakeCore.TENANT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.access.LoginKeys;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.device.mqtt.internal.Payload.Malformed;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;
import org.junit.jupiter.api.Test;

/** Who gets in at a device, and who does not. */
class LoginsTest {
    private final FakeCore core = new FakeCore();
    private final FakeShifts shifts = new FakeShifts();
    private final List<Outgoing> sent = new ArrayList<>();
    private final Logins logins = logins();
    private final Device desk = device("desk-1001", Device.Kind.DESKPHONE, Optional.of("alice"));
    private final Device elsewhere = device("desk-1002", Device.Kind.DESKPHONE, Optional.empty());
    private long now = 1_000_000;

    @Test
    void keyAtTheOwnPhoneLogsInAndClocksIn() throws Malformed {
        login(desk, "{}");
        assertEquals("session alice true", last());
        assertEquals(Set.of(SessionSource.DEVICE), core.sessions(TENANT, "alice"));
        assertEquals(List.of("alice in at desk-1001"), shifts.stamps);
        logins.logout(desk, Optional.empty(), now);
        assertEquals(Set.of(), core.sessions(TENANT, "alice"));
        assertEquals(List.of("alice in at desk-1001", "alice out at desk-1001"), shifts.stamps);
    }

    @Test
    void keyAtAPhoneOfNobodyDoesNothing() throws Malformed {
        login(elsewhere, "{}");
        assertEquals("session  false rejected", last());
    }

    @Test
    void codeOnTheDisplayIsConfirmedOnThePage() throws Malformed {
        login(elsewhere, "{'method':'code'}");
        String code = member("code");
        assertEquals("desk-1002", logins.confirm("alice", code, now));
        assertEquals("session alice true", last());
        assertEquals(Optional.of(elsewhere.line().get()), Optional.ofNullable(core.seat));
        assertThrows(IllegalArgumentException.class, () -> logins.confirm("alice", code, now), "a code works once");
    }

    @Test
    void codeIsGoodForTwoMinutes() throws Malformed {
        login(elsewhere, "{'method':'code'}");
        String code = member("code");
        now += Logins.CODE_MS;
        assertThrows(IllegalArgumentException.class, () -> logins.confirm("alice", code, now));
    }

    @Test
    void whoGuessesCodesIsLockedOut() throws Malformed {
        login(elsewhere, "{'method':'code'}");
        String code = member("code");
        for (int i = 0; i < Guesses.TRIES; i++) {
            assertThrows(IllegalArgumentException.class, () -> logins.confirm("alice", "no such code", now));
        }
        IllegalArgumentException locked =
                assertThrows(IllegalArgumentException.class, () -> logins.confirm("alice", code, now));
        assertEquals("Too many wrong codes; try again in five minutes", locked.getMessage());
        now += Guesses.LOCKED_MS;
        login(elsewhere, "{'method':'code'}");
        assertEquals("desk-1002", logins.confirm("alice", member("code"), now));
    }

    @Test
    void pinProvesItselfByTheNonce() throws Malformed {
        login(elsewhere, "{'pin':'alice'}");
        login(elsewhere, "{'pin':'alice','nonce':'" + member("nonce") + "','proof':'right'}");
        assertEquals("session alice true", last());
    }

    @Test
    void replayedProofIsWorthNothing() throws Malformed {
        login(elsewhere, "{'pin':'alice'}");
        String proof = "{'pin':'alice','nonce':'" + member("nonce") + "','proof':'right'}";
        login(elsewhere, proof);
        logins.logout(elsewhere, Optional.empty(), now);
        login(elsewhere, proof);
        assertEquals("session  false rejected", last());
    }

    @Test
    void nonceOfAnotherDeviceIsWorthNothing() throws Malformed {
        login(elsewhere, "{'pin':'alice'}");
        login(desk, "{'pin':'alice','nonce':'" + member("nonce") + "','proof':'right'}");
        assertEquals("session  false rejected", last());
    }

    @Test
    void wrongPinsLockTheDevice() throws Malformed {
        for (int i = 0; i < Guesses.TRIES; i++) {
            login(elsewhere, "{'pin':'alice'}");
            login(elsewhere, "{'pin':'alice','nonce':'" + member("nonce") + "','proof':'wrong'}");
            assertEquals("session  false rejected", last());
        }
        login(elsewhere, "{'pin':'alice'}");
        assertEquals("session  false locked", last());
    }

    @Test
    void secondPhoneMovesTheSessionAndTheHeadsetStays() throws Malformed {
        Device headset = device("hs-7", Device.Kind.HEADSET, Optional.of("alice"));
        login(desk, "{}");
        login(headset, "{}");
        login(elsewhere, "{'method':'code'}");
        String code = member("code");
        sent.clear();
        logins.confirm("alice", code, now);
        assertEquals(List.of("desk-1001 session alice false", "desk-1002 session alice true"), told());
        assertEquals(Set.of(SessionSource.DEVICE), core.sessions(TENANT, "alice"), "nobody logged off in between");
    }

    @Test
    void whoClockedInAtAPhoneIsThereAgainAfterARestart() throws Malformed {
        login(elsewhere, "{'method':'code'}");
        logins.confirm("alice", member("code"), now);
        core.logOut(TENANT, "alice", SessionSource.DEVICE);
        Logins restarted = logins();
        restarted.restored(elsewhere, true, now);
        assertEquals(Set.of(SessionSource.DEVICE), core.sessions(TENANT, "alice"));
        assertEquals(1, shifts.stamps.size(), "the shift went on");
    }

    @Test
    void shiftIsWrittenLaterWhenTheDatabaseIsAway() throws Malformed {
        ShiftClock clock = new ShiftClock(TENANT, () -> Optional.of(shifts));
        shifts.away = true;
        clock.stamp("alice", true, Instant.EPOCH, "desk-1001");
        assertEquals(List.of(), shifts.stamps);
        shifts.away = false;
        clock.writeWhatWaits();
        assertEquals(List.of("alice in at desk-1001"), shifts.stamps);
    }

    private Logins logins() {
        return new Logins(
                TENANT,
                core,
                () -> Optional.of(new Keys()),
                new ShiftClock(TENANT, () -> Optional.of(shifts)),
                new Commands(new Topics("jackfield"), "run"),
                sent::add,
                () -> {});
    }

    private void login(Device device, String json) throws Malformed {
        logins.login(device, Payload.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), now);
    }

    private String last() {
        return told().get(sent.size() - 1).replaceFirst("^\\S+ ", "");
    }

    private List<String> told() {
        return sent.stream().map(LoginsTest::words).toList();
    }

    private static String words(Outgoing command) {
        String[] topic = command.topic().split("/");
        String words = topic[2] + " " + topic[4] + " " + member(command, "agent") + " " + member(command, "loggedIn");
        return (words + " " + member(command, "code")).strip();
    }

    private String member(String name) {
        return member(sent.get(sent.size() - 1), name);
    }

    private static String member(Outgoing command, String name) {
        try {
            return Payload.read(command.payload()).text(name).orElse("");
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static Device device(String id, Device.Kind kind, Optional<String> agent) {
        LineRef line = id.equals("desk-1002") ? new LineRef("asterisk~main", "1002") : LINE;
        return new Device(
                TENANT, id, kind, "", "", Device.State.READY, Optional.of(line), agent, Map.of(), Instant.EPOCH);
    }

    /** Alice's PIN makes every nonce to the word right. */
    private static final class Keys implements LoginKeys {
        @Override
        public String createPin(String tenant, String agent) {
            throw new UnsupportedOperationException("log-ins make no PINs");
        }

        @Override
        public void addBadge(String tenant, String agent, String label, String secret) {
            throw new UnsupportedOperationException("log-ins make no badges");
        }

        @Override
        public boolean remove(String tenant, String agent) {
            throw new UnsupportedOperationException("log-ins remove nothing");
        }

        @Override
        public Optional<String> prove(String tenant, String label, String nonce, String device, String proof) {
            return Optional.of("alice").filter(a -> label.equals("alice") && proof.equals("right"));
        }
    }
}
