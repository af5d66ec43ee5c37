package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.Shift;
import org.jackfield.api.device.Enrolment;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Devices, who logs in at them, and the shifts clocked there. */
@ParameterizedClass
@EnumSource(Kind.class)
class JdbcDevicesTest {
    private static final LineRef LINE = new LineRef("asterisk~main", "1001");
    private static final LineRef OTHER = new LineRef("asterisk~main", "1002");
    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final Enrolment DESK = new Enrolment(
            "main", "desk-1001", "Desk 14", List.of(LINE, OTHER), Optional.empty(), Optional.of("base-1"));

    private final TestDatabase plug;
    private final Database database = new Database();
    private final JdbcAccounts accounts = new JdbcAccounts(database, System::nanoTime);
    private final JdbcDevices devices = new JdbcDevices(database, accounts);
    private final JdbcShifts shifts = new JdbcShifts(database);
    private final JdbcLoginKeys keys = new JdbcLoginKeys(database);

    JdbcDevicesTest(Kind kind) {
        plug = TestDatabase.open(kind);
    }

    @BeforeEach
    void start() {
        database.setSource(plug.source());
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
        plug.close();
    }

    @Test
    void enrolledDeviceComesInAndIsFoundAsItWasEntered() {
        String password = devices.enrol(DESK);
        assertEquals(List.of(DESK), devices.devices("main"));
        Account account = accounts.authenticate("main", "desk-1001", password).orElseThrow();
        assertEquals(Optional.of(LINE), account.line());
        assertTrue(devices.mosquittoPasswords("main").get("desk-1001").startsWith("$7$100$"));
    }

    @Test
    void movedDeviceKeepsItsPassword() {
        String password = devices.enrol(DESK);
        Map<String, String> hashes = devices.mosquittoPasswords("main");
        Enrolment moved =
                new Enrolment("main", "desk-1001", "Desk 15", List.of(OTHER), Optional.of("alice"), Optional.empty());
        assertTrue(devices.change(moved));
        assertEquals(Optional.of(moved), devices.device("main", "desk-1001"));
        assertTrue(accounts.authenticate("main", "desk-1001", password).isPresent());
        assertEquals(hashes, devices.mosquittoPasswords("main"));
        assertFalse(devices.change(Enrolment.of("main", "desk-9", LINE)), "nobody enrolled it");
    }

    @Test
    void accountOfBeforeIsADeviceOfItsLine() {
        accounts.create(new Account("main", "old-1", AccountRole.DEVICE, Optional.of(LINE)));
        assertEquals(Optional.of(Enrolment.of("main", "old-1", LINE)), devices.device("main", "old-1"));
    }

    @Test
    void personsNameIsNoDevice() {
        accounts.create(new Account("main", "alice", AccountRole.AGENT, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> devices.enrol(Enrolment.of("main", "alice", LINE)));
        assertFalse(devices.remove("main", "alice"));
        assertTrue(accounts.account("main", "alice").isPresent());
    }

    @Test
    void removedDeviceIsGoneWithItsAccount() {
        devices.enrol(DESK);
        assertTrue(devices.remove("main", "desk-1001"));
        assertEquals(List.of(), devices.devices("main"));
        assertEquals(Map.of(), devices.mosquittoPasswords("main"));
    }

    @Test
    void shiftLastsUntilSomebodyClocksOut() {
        shifts.clockIn("main", "alice", NOON, "desk-1001");
        Shift again = shifts.clockIn("main", "alice", NOON.plusSeconds(60), "desk-1002");
        assertEquals(NOON, again.start(), "one shift at a time");
        assertEquals(
                "alice", shifts.lastingAt("main", "desk-1001").orElseThrow().agent());
        shifts.clockOut("main", "alice", NOON.plus(Duration.ofHours(8)), "page");
        List<Shift> found = shifts.shifts("main", Optional.of("alice"), NOON.minusSeconds(1), NOON.plusSeconds(1), 10);
        assertEquals(
                List.of(new Shift(
                        "main",
                        "alice",
                        NOON,
                        "desk-1001",
                        Optional.of(NOON.plus(Duration.ofHours(8))),
                        Optional.of("page"))),
                found);
        assertEquals(Optional.empty(), shifts.clockOut("main", "alice", NOON, "page"));
        assertEquals(List.of(), shifts.shifts("main", Optional.of("bob"), NOON, NOON.plusSeconds(1), 10));
    }

    @Test
    void clockThatWasSetBackMakesNoNegativeShift() {
        shifts.clockIn("main", "alice", NOON, "page");
        Shift shift = shifts.clockOut("main", "alice", NOON.minusSeconds(3600), "page")
                .orElseThrow();
        assertEquals(Optional.of(NOON), shift.end());
    }

    @Test
    void badgeProvesItsHolderAndNobodyElse() throws GeneralSecurityException {
        keys.addBadge("main", "alice", "badge-17", "chip secret");
        String proof = proof("badge-17", "chip secret", "n0nce", "desk-1001");
        assertEquals(Optional.of("alice"), keys.prove("main", "badge-17", "n0nce", "desk-1001", proof));
        assertEquals(Optional.empty(), keys.prove("main", "badge-17", "other", "desk-1001", proof));
        assertEquals(Optional.empty(), keys.prove("main", "badge-17", "n0nce", "desk-1002", proof));
        assertEquals(Optional.empty(), keys.prove("main", "badge-18", "n0nce", "desk-1001", proof));
        assertThrows(IllegalArgumentException.class, () -> keys.addBadge("main", "bob", "badge-17", "x"));
        assertTrue(keys.remove("main", "alice"));
        assertEquals(Optional.empty(), keys.prove("main", "badge-17", "n0nce", "desk-1001", proof));
    }

    @Test
    void newPinReplacesTheOldOne() throws GeneralSecurityException {
        String old = keys.createPin("main", "alice");
        String pin = keys.createPin("main", "alice");
        assertTrue(pin.matches("[0-9]{6}"), pin);
        assertEquals(Optional.of("alice"), keys.prove("main", "alice", "n", "d", proof("alice", pin, "n", "d")));
        if (!old.equals(pin)) {
            assertEquals(Optional.empty(), keys.prove("main", "alice", "n", "d", proof("alice", old, "n", "d")));
        }
    }

    /** As a device's maker computes it. */
    private static String proof(String label, String secret, String nonce, String device)
            throws GeneralSecurityException {
        byte[] key = java.security.MessageDigest.getInstance("SHA-256")
                .digest((label + "\n" + secret).getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal((nonce + "\n" + device).getBytes(StandardCharsets.UTF_8)));
    }
}
