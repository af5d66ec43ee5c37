package org.jackfield.core.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What one thread has to do, in the order it was put; any thread puts and never waits. The thread takes all there is at
 * once and is woken only from sleep, because a wake-up for each signal would cost more than the signals do.
 */
final class Worklist {
    private static final class Item {
        private final Runnable work;
        /** The one put before; once taken, the one put after. */
        private Item neighbour;

        Item(Runnable work) {
            this.work = work;
        }
    }

    /** Stands for an empty list whose thread sleeps. */
    private final Item asleep = new Item(() -> {});

    private final AtomicReference<Item> latest = new AtomicReference<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Thread thread;

    /** @param thread the one that takes */
    Worklist(Thread thread) {
        this.thread = thread;
    }

    void put(Runnable work) {
        size.incrementAndGet();
        Item item = new Item(work);
        Item before;
        do {
            before = latest.get();
            item.neighbour = before == asleep ? null : before;
        } while (!latest.compareAndSet(before, item));
        if (before == asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** How many wait. */
    int size() {
        return size.get();
    }

    /**
     * Waits until there is something and hands out all of it, oldest first.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    void take(Consumer<Runnable> worker) throws InterruptedException {
        Item item = oldestFirst(takeAll());
        while (item != null) {
            size.decrementAndGet();
            worker.accept(item.work);
            item = item.neighbour;
        }
    }

    private Item takeAll() throws InterruptedException {
        while (true) {
            Item all = latest.get();
            if (all != null && all != asleep) {
                return latest.getAndSet(null);
            }
            if (all == asleep || latest.compareAndSet(null, asleep)) {
                LockSupport.park(this);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private static Item oldestFirst(Item last) {
        Item result = null;
        for (Item item = last; item != null; ) {
            Item before = item.neighbour;
            item.neighbour = result;
            result = item;
            item = before;
        }
        return result;
    }
}
