package org.jackfield.core.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.api.store.LiveJournal;
import org.jackfield.api.store.LiveJournal.Known;
import org.jackfield.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier run of this server knew of a link. The store comes up beside us, so it is waited for, but not for
 * long: calls that ring now shall be seen even while the database is away.
 */
@Component(service = Memory.class)
public final class Memory {
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    private static final long LOOK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final CompletableFuture<LiveJournal> journal = new CompletableFuture<>();
    private final Duration patience;

    @Activate
    public Memory() {
        this(PATIENCE);
    }

    Memory(Duration patience) {
        this.patience = patience;
    }

    /** A server without a past. */
    static Memory none() {
        return new Memory(Duration.ZERO);
    }

    /** Whether there is nothing to wait for. */
    boolean isEmpty() {
        return patience.isZero();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setJournal(LiveJournal kept) {
        journal.complete(kept);
    }

    void unsetJournal(LiveJournal gone) {
        // it is read at the start only
    }

    /** Waits for the store. */
    Optional<Known> of(String link) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            LiveJournal kept = journal.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
            while (true) {
                try {
                    return kept.known(link);
                } catch (StoreException e) {
                    if (System.nanoTime() - deadline >= 0) {
                        LOG.warn("What was up at {} before this start is not known: {}", link, e.getMessage());
                        return Optional.empty();
                    }
                    LockSupport.parkNanos(LOOK_EVERY_NS);
                }
            }
        } catch (TimeoutException e) {
            LOG.warn("What was up at {} before this start is not known: the store is not running", link);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return Optional.empty();
    }
}
