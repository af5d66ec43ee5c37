package org.jackfield.pbx.asterisk.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the PBX for its channels now and then, and waits for no answer. The link's thread only. */
final class Rounds {
    private static final CompletableFuture<List<AmiMessage>> NOT_ASKED = new CompletableFuture<>();

    private final Function<AmiAction, CompletableFuture<List<AmiMessage>>> asks;
    private final long everyNanos;
    private final Reconciliation reconciliation;
    private CompletableFuture<List<AmiMessage>> answer = NOT_ASKED;
    private long askedAt = System.nanoTime();

    /** @param everyMs 0 for never */
    Rounds(Function<AmiAction, CompletableFuture<List<AmiMessage>>> asks, long everyMs, Reconciliation reconciliation) {
        this.asks = asks;
        this.everyNanos = TimeUnit.MILLISECONDS.toNanos(everyMs);
        this.reconciliation = reconciliation;
    }

    /** Looks whether something is due; true if events must have been lost, so that a snapshot must be taken. */
    boolean lost(Supplier<Map<String, Channel>> known) {
        if (answer.isDone()) {
            CompletableFuture<List<AmiMessage>> done = answer;
            answer = NOT_ASKED;
            return !done.isCompletedExceptionally() && differ(done.join(), known.get());
        }
        if (everyNanos > 0 && answer == NOT_ASKED && System.nanoTime() - askedAt > everyNanos) {
            askedAt = System.nanoTime();
            answer = asks.apply(new AmiAction("CoreShowChannels"));
        }
        return false;
    }

    private boolean differ(List<AmiMessage> list, Map<String, Channel> known) {
        Lists lists = new Lists();
        lists.add("CoreShowChannels", list);
        return lists.refused().isEmpty() && reconciliation.look(known, lists.rows("CoreShowChannels"));
    }
}
