package org.jackfield.crm.salesforce.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AtomicLong time = new AtomicLong();
    private final AtomicInteger logins = new AtomicInteger();
    private boolean refuse;
    private final Sessions sessions = new Sessions(
            () -> {
                logins.incrementAndGet();
                if (refuse) {
                    throw new Trouble(Kind.LOGIN, "The log-in was refused");
                }
                return new Session("token" + logins.get(), URI.create("https://x.my.salesforce.com"), "005");
            },
            time::get);

    @Test
    void howeverManyFindTheSessionEndedOneLogInReplacesIt() throws Exception {
        Session ended = sessions.current();
        sessions.worked(ended);
        ExecutorService many = Executors.newFixedThreadPool(16);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Session>> renewed = IntStream.range(0, 16)
                    .mapToObj(i -> many.submit(() -> {
                        start.await();
                        return sessions.insteadOf(ended);
                    }))
                    .toList();
            start.countDown();
            for (Future<Session> each : renewed) {
                assertNotSame(ended, each.get(10, TimeUnit.SECONDS));
            }
        } finally {
            many.shutdownNow();
        }
        assertEquals(2, logins.get());
    }

    @Test
    void aLogInThatFailsIsTriedAtEverLongerIntervalsAndSaysTheSameInBetween() {
        refuse = true;
        Trouble first = assertThrows(Trouble.class, sessions::current);
        assertSame(first, assertThrows(Trouble.class, sessions::current));
        assertEquals(1, logins.get());
        pass(1);
        assertThrows(Trouble.class, sessions::current);
        assertEquals(2, logins.get());
        pass(1);
        assertThrows(Trouble.class, sessions::current);
        assertEquals(2, logins.get(), "two seconds this time");
        pass(1);
        refuse = false;
        sessions.worked(sessions.current());
        assertEquals(3, logins.get());
    }

    @Test
    void sessionsThatNeverWorkDoNotMakeALoopOfLogIns() {
        for (int i = 0; i < 1_000; i++) {
            try {
                sessions.refused(sessions.current());
            } catch (Trouble heldUp) {
                assertEquals(Kind.LOGIN, heldUp.kind());
            }
        }
        assertEquals(1, logins.get());
    }

    private void pass(int seconds) {
        time.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
