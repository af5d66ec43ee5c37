package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.agent.LineRef;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class JdbcAccountsTest {
    private static final Account ALICE = new Account("main", "alice", AccountRole.AGENT, Optional.empty());
    private static final Account DESK =
            new Account("main", "desk-1001", AccountRole.DEVICE, Optional.of(new LineRef("asterisk~main", "1001")));

    private final TestDatabase plug;
    private final Database database = new Database();
    private final AtomicLong clock = new AtomicLong();
    private final JdbcAccounts accounts = new JdbcAccounts(database, clock::get);

    JdbcAccountsTest(Kind kind) {
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
    void rightPasswordComesInAndAWrongOneDoesNot() {
        String password = accounts.create(ALICE);

        assertTrue(password.matches("[A-HJ-NP-Za-km-np-z2-9]{20}"), "nothing to confuse: " + password);
        assertEquals(Optional.of(ALICE), accounts.authenticate("main", "alice", password));
        assertEquals(Optional.empty(), accounts.authenticate("main", "alice", password + "x"));
        assertEquals(Optional.empty(), accounts.authenticate("main", "alice", ""));
        assertEquals(Optional.empty(), accounts.authenticate("main", "nobody", password));
        assertEquals(Optional.empty(), accounts.authenticate("main", "' OR 1=1 --", password));
        assertEquals(Optional.empty(), accounts.authenticate("other", "alice", password));
    }

    @Test
    void deviceKeepsItsLine() {
        String password = accounts.create(DESK);

        assertEquals(Optional.of(DESK), accounts.authenticate("main", "desk-1001", password));
        assertEquals(List.of(DESK), accounts.accounts("main"));
    }

    @Test
    void newPasswordReplacesTheOldOne() {
        String first = accounts.create(ALICE);
        String second = accounts.create(new Account("main", "alice", AccountRole.SUPERVISOR, Optional.empty()));

        assertNotEquals(first, second);
        assertEquals(Optional.empty(), accounts.authenticate("main", "alice", first));
        assertEquals(
                AccountRole.SUPERVISOR,
                accounts.authenticate("main", "alice", second).orElseThrow().role());
    }

    @Test
    void passwordsAreNowhereInTheDatabase() {
        String password = accounts.create(ALICE);
        String token = accounts.createToken("main", "alice", "crm");

        assertEquals(0, plug.count("accounts WHERE password LIKE '%" + password + "%'"));
        assertEquals(0, plug.count("tokens WHERE hash LIKE '%" + token + "%'"));
    }

    @Test
    void nameIsLockedForAMinuteAfterTenWrongPasswords() {
        String password = accounts.create(DESK);
        for (int i = 0; i < 10; i++) {
            assertEquals(Optional.empty(), accounts.authenticate("main", "desk-1001", "wrong"));
        }
        assertEquals(Optional.empty(), accounts.authenticate("main", "desk-1001", password), "locked");

        clock.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertEquals(Optional.of(DESK), accounts.authenticate("main", "desk-1001", password));
    }

    @Test
    void nineWrongPasswordsAndARightOneLockNobody() {
        String password = accounts.create(DESK);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 9; i++) {
                accounts.authenticate("main", "desk-1001", "wrong");
            }
            assertEquals(Optional.of(DESK), accounts.authenticate("main", "desk-1001", password));
        }
    }

    @Test
    void tokenWorksUntilItIsRevoked() {
        accounts.create(ALICE);
        String token = accounts.createToken("main", "alice", "wallboard");
        String other = accounts.createToken("main", "alice", "export");

        assertEquals(Optional.of(ALICE), accounts.authenticateToken(token));
        assertTrue(accounts.revokeToken("main", "alice", "wallboard"));
        assertEquals(
                Optional.empty(), accounts.authenticateToken(token), "at once, although it was checked a moment ago");
        assertEquals(Optional.of(ALICE), accounts.authenticateToken(other));
        assertFalse(accounts.revokeToken("main", "alice", "wallboard"));
        assertEquals(Optional.empty(), accounts.authenticateToken("jf_guessed"));
    }

    @Test
    void tokenRevokedInAnotherProcessWorksForSecondsAtMost() {
        accounts.create(ALICE);
        String token = accounts.createToken("main", "alice", "wallboard");
        assertEquals(Optional.of(ALICE), accounts.authenticateToken(token));
        plug.execute("DELETE FROM tokens");

        clock.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertEquals(Optional.empty(), accounts.authenticateToken(token));
    }

    @Test
    void removedAccountTakesItsTokensAlong() {
        accounts.create(ALICE);
        String token = accounts.createToken("main", "alice", "wallboard");
        assertEquals(Optional.of(ALICE), accounts.authenticateToken(token));

        assertTrue(accounts.remove("main", "alice"));
        assertEquals(Optional.empty(), accounts.authenticateToken(token));
        assertEquals(Optional.empty(), accounts.account("main", "alice"));
        assertFalse(accounts.remove("main", "alice"));
    }

    @Test
    void oneTimeCodeLogsInOnceAndInTime() {
        accounts.create(ALICE);
        String code = accounts.createOneTimeCode("main", "alice", Duration.ofMinutes(2));
        String late = accounts.createOneTimeCode("main", "alice", Duration.ofMinutes(2));

        assertEquals(Optional.of(ALICE), accounts.spendOneTimeCode(code));
        assertEquals(Optional.empty(), accounts.spendOneTimeCode(code), "spent");
        clock.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertEquals(Optional.empty(), accounts.spendOneTimeCode(late), "too late");
    }

    @Test
    void firstStartMakesOneAdministratorAndLaterStartsNone() {
        accounts.createFirstAdministrator();
        accounts.createFirstAdministrator();
        assertEquals(
                List.of(new Account("main", "admin", AccountRole.ADMINISTRATOR, Optional.empty())),
                accounts.accounts("main"));
    }

    @Test
    void databaseThatTakesTheOthersPlaceGetsAnAdministratorToo() throws IOException {
        JdbcAccounts started = new JdbcAccounts(database);
        Wait.until("the first has one", () -> started.account("main", "admin").isPresent());
        try (TestDatabase second = TestDatabase.open(Kind.H2)) {
            database.setSource(second.source());
            Wait.until(
                    "the second has one", () -> started.account("main", "admin").isPresent());
            database.close();
        }
    }

    @Test
    void administratorOfAnotherNameIsEnough() {
        accounts.create(new Account("main", "root", AccountRole.ADMINISTRATOR, Optional.empty()));
        accounts.createFirstAdministrator();
        assertEquals(Optional.empty(), accounts.account("main", "admin"));
    }

    @Test
    void badNamesAreToldInOneSentence() {
        Account bad = new Account("main", "Alice Smith", AccountRole.AGENT, Optional.empty());
        assertEquals(
                "'Alice Smith' cannot be an account's name: 1 to 64 of a-z, 0-9, dot, dash and underscore can",
                assertThrows(IllegalArgumentException.class, () -> accounts.create(bad))
                        .getMessage());
        assertEquals(
                "There is no account 'nobody'; create it first",
                assertThrows(IllegalArgumentException.class, () -> accounts.createToken("main", "nobody", "x"))
                        .getMessage());
    }

    @Test
    void passwordsDoNotRepeat() {
        Passwords passwords = new Passwords();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(passwords.make());
        }
        assertEquals(1_000, seen.size());
    }
}
