package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which phones do what SIP NOTIFY tells them: those the operator named, until one was told and did nothing.
 * Thread-safe.
 */
final class Obedience {
    /** What the phones do, as the PBX tells it. */
    interface Phones {
        /** Grows with whatever a line's phone does: answer, hold, retrieve. */
        long steps(String line);

        boolean live(String leg);
    }

    private final Pattern named;
    private final Duration patience;
    private final Runnable onStruckOff;
    private final Set<String> struckOff = new ConcurrentSkipListSet<>();

    /**
     * @param named regular expression of the lines whose phones were tried
     * @param patience how long a phone may take
     * @param onStruckOff runs when one more phone is known not to obey
     */
    Obedience(String link, String named, Duration patience, Runnable onStruckOff) {
        this.patience = patience;
        this.onStruckOff = onStruckOff;
        try {
            this.named = Pattern.compile(named);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "notifyLines '" + named + "' of " + link + " is not a regular expression: " + e.getDescription());
        }
    }

    boolean of(String line) {
        return named.matcher(line).matches() && !struckOff.contains(line);
    }

    /** The line's phone is being told to do something with a leg: looks a little later whether it did anything. */
    void watch(String line, String leg, Phones phones) {
        long before = phones.steps(line);
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    boolean nothing = phones.live(leg) && phones.steps(line) == before;
                    if (nothing && struckOff.add(line)) {
                        onStruckOff.run();
                    }
                });
    }

    /** What to do about phones that do not obey; empty if all do. */
    String advice() {
        return struckOff.isEmpty()
                ? ""
                : "The phones of " + String.join(", ", struckOff)
                        + " were told by SIP NOTIFY and did nothing, so answer,"
                        + " hold and retrieve are not offered there; switch their remote control on or take them out of"
                        + " notifyLines, which tries them anew";
    }
}
