package org.jackfield.core.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What is to be done one after the other, in the order it was put; any thread puts and never waits. A thread of its own
 * takes all there is at once and is woken only from sleep, because a wake-up for each signal would cost more than the
 * signals do. Where nothing waits and nothing is being done, whoever puts may do it at once, which is sooner still.
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
    /** Held by whoever does something. */
    private final ReentrantLock turn = new ReentrantLock();

    /** @param thread the one that takes */
    Worklist(Thread thread) {
        this.thread = thread;
    }

    /** Does it here and now if nothing comes before it, else puts it; for work that never waits. */
    void putOrDo(Runnable work, Consumer<Runnable> worker) {
        if (size.get() > 0 || turn.isHeldByCurrentThread() || !turn.tryLock()) {
            put(work);
            return;
        }
        try {
            if (size.get() > 0) {
                put(work);
            } else {
                worker.accept(work);
            }
        } finally {
            turn.unlock();
        }
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
        turn.lock();
        try {
            while (item != null) {
                size.decrementAndGet();
                worker.accept(item.work);
                item = item.neighbour;
            }
        } finally {
            turn.unlock();
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
