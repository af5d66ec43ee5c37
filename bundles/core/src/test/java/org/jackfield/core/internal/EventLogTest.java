package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.SessionFact;
import org.jackfield.api.event.Position;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private final MemoryEventLog log = new MemoryEventLog(Clock.systemUTC(), 8);

    @AfterEach
    void close() {
        log.close();
    }

    private Event append(String agent) {
        return log.append("main", new SessionFact(agent, SessionSource.PAGE, true));
    }

    @Test
    void aReaderThatWasAwayCatchesUpWithoutAGap() {
        Position position = append("a").position();
        Event b = append("b");
        Event c = append("c");
        assertEquals(List.of(b, c), log.after(position).orElseThrow());
    }

    @Test
    void aReaderThatWasAwayTooLongOrKnowsAnotherLogIsTold() {
        Position position = append("a").position();
        for (int i = 0; i < 9; i++) {
            append("x");
        }
        assertTrue(log.after(position).isEmpty());
        assertTrue(log.after(new Position("other", 3)).isEmpty());
    }

    @Test
    void aFullMailboxDropsTheOldestButNeverWhatMustBeKept() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BlockingQueue<String> read = new LinkedBlockingQueue<>();
        AtomicLong missed = new AtomicLong();
        log.subscribe("slow", 2, event -> agent(event).startsWith("keep"), new EventLog.Reader() {
            @Override
            public void on(Event event) {
                busy.countDown();
                await(go);
                read.add(agent(event));
            }

            @Override
            public void missed(long count) {
                missed.addAndGet(count);
            }
        });
        append("first");
        await(busy);
        for (String agent : List.of("keep1", "b", "keep2", "keep3", "d")) {
            append(agent);
        }
        go.countDown();
        assertEquals("first", read.poll(5, TimeUnit.SECONDS));
        assertEquals("keep1", read.poll(5, TimeUnit.SECONDS));
        assertEquals("keep2", read.poll(5, TimeUnit.SECONDS));
        assertEquals("keep3", read.poll(5, TimeUnit.SECONDS));
        assertEquals(2, missed.get());
    }

    @Test
    void aClosedMailboxIsReadToItsEndOfWhatMustBeKept() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        BlockingQueue<String> read = new LinkedBlockingQueue<>();
        EventLog.Subscription slow =
                log.subscribe("slow", 10, event -> agent(event).startsWith("keep"), event -> {
                    busy.countDown();
                    await(go);
                    read.add(agent(event));
                });
        append("first");
        await(busy);
        for (String agent : List.of("keep1", "b", "keep2")) {
            append(agent);
        }
        Thread closing = new Thread(slow::close);
        closing.start();
        while (slow.waiting() > 2) {
            Thread.onSpinWait();
        }
        go.countDown();
        closing.join();
        assertEquals(List.of("first", "keep1", "keep2"), List.copyOf(read));
    }

    @Test
    void aReaderThatFailsGetsTheNextEventAllTheSame() throws InterruptedException {
        BlockingQueue<String> read = new LinkedBlockingQueue<>();
        log.subscribe("failing", 10, event -> false, event -> {
            read.add(agent(event));
            throw new IllegalStateException("on purpose");
        });
        append("a");
        append("b");
        assertEquals("a", read.poll(5, TimeUnit.SECONDS));
        assertEquals("b", read.poll(5, TimeUnit.SECONDS));
    }

    private static String agent(Event event) {
        return ((SessionFact) event.fact()).agent();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
