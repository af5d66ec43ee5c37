package org.jackfield.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.LogIns.LogIn;
import org.jackfield.store.internal.TestDatabase.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
class JdbcLogInsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final LogIn BROWSER = new LogIn("ab".repeat(32), "main", "alice", AccountRole.AGENT, NOON);

    private final TestDatabase plug;
    private final Database database = new Database();
    private final JdbcAccounts accounts = new JdbcAccounts(database, new AtomicLong()::get);
    private final JdbcLogIns logIns = new JdbcLogIns(database);

    JdbcLogInsTest(Kind kind) {
        plug = TestDatabase.open(kind);
    }

    @BeforeEach
    void start() {
        database.setSource(plug.source());
        accounts.create(new Account("main", "alice", AccountRole.AGENT, Optional.empty()));
        logIns.keep(BROWSER);
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
        plug.close();
    }

    @Test
    void logInIsFoundByItsHashWithItsLastUse() {
        LogIn later = new LogIn(BROWSER.hash(), "main", "alice", AccountRole.AGENT, NOON.plusSeconds(600));
        logIns.keep(later);
        assertEquals(Optional.of(later), logIns.find(BROWSER.hash()));
        assertEquals(Optional.empty(), logIns.find("cd".repeat(32)));
    }

    @Test
    void unusedLogInIsForgotten() {
        logIns.forgetUnusedSince(NOON);
        assertEquals(Optional.of(BROWSER), logIns.find(BROWSER.hash()));
        logIns.forgetUnusedSince(NOON.plusMillis(1));
        assertEquals(Optional.empty(), logIns.find(BROWSER.hash()));
    }

    @Test
    void loggedOutBrowserIsForgotten() {
        logIns.forget(BROWSER.hash());
        assertEquals(Optional.empty(), logIns.find(BROWSER.hash()));
    }

    @Test
    void removedAccountTakesItsLogInsWithIt() {
        accounts.remove("main", "alice");
        assertEquals(Optional.empty(), logIns.find(BROWSER.hash()));
    }
}
