package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Nothing that is put is lost or overtaken, however often the thread falls asleep in between. */
class WorklistTest {
    private static final int EACH = 50_000;

    /** Two threads do at once what they can; a third one only puts. */
    @Test
    void whatIsDoneAtOnceIsDoneInItsOrderAndByOneAtATime() throws InterruptedException {
        List<List<Integer>> done = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(3 * EACH);
        Consumer<Runnable> worker = work -> {
            if (busy.incrementAndGet() > 1) {
                together.incrementAndGet();
            }
            work.run();
            busy.decrementAndGet();
        };
        Worklist[] list = new Worklist[1];
        CountDownLatch made = new CountDownLatch(1);
        Thread own = new Thread(() -> {
            try {
                made.await();
                while (true) {
                    list[0].take(worker);
                }
            } catch (InterruptedException e) {
                // the test is over
            }
        });
        list[0] = new Worklist(own);
        own.start();
        made.countDown();
        for (List<Integer> mine : done) {
            boolean atOnce = mine != done.get(2);
            new Thread(() -> {
                        for (int i = 0; i < EACH; i++) {
                            int item = i;
                            Runnable work = () -> {
                                mine.add(item);
                                left.countDown();
                            };
                            if (atOnce && item % 7 != 0) {
                                list[0].putOrDo(work, worker);
                            } else {
                                list[0].put(work);
                            }
                        }
                    })
                    .start();
        }
        assertEquals(true, left.await(30, TimeUnit.SECONDS));
        own.interrupt();
        own.join();
        assertEquals(0, together.get());
        for (List<Integer> mine : done) {
            for (int i = 0; i < EACH; i++) {
                assertEquals(i, mine.get(i));
            }
        }
    }

    @Test
    void whatEachThreadPutsIsDoneOnceAndInItsOrder() throws InterruptedException {
        List<List<Integer>> done = List.of(new ArrayList<>(), new ArrayList<>());
        CountDownLatch left = new CountDownLatch(2 * EACH);
        Worklist[] list = new Worklist[1];
        CountDownLatch made = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            try {
                made.await();
                while (true) {
                    list[0].take(Runnable::run);
                }
            } catch (InterruptedException e) {
                // the test is over
            }
        });
        list[0] = new Worklist(worker);
        worker.start();
        made.countDown();
        for (List<Integer> mine : done) {
            new Thread(() -> {
                        for (int i = 0; i < EACH; i++) {
                            int item = i;
                            list[0].put(() -> {
                                mine.add(item);
                                left.countDown();
                            });
                            if (i % 100 == 0) {
                                Thread.yield();
                            }
                        }
                    })
                    .start();
        }
        assertEquals(true, left.await(30, TimeUnit.SECONDS));
        worker.interrupt();
        worker.join();
        for (List<Integer> mine : done) {
            for (int i = 0; i < EACH; i++) {
                assertEquals(i, mine.get(i));
            }
        }
        assertEquals(0, list[0].size());
    }
}
