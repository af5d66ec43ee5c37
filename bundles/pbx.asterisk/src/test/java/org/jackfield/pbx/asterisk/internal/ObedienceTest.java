package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A phone that is told to and does nothing is no longer taken for one that obeys. */
class ObedienceTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Semaphore struckOff = new Semaphore(0);
    private final Obedience obedience = new Obedience("asterisk~main", "100[12]", SHORT, struckOff::release);
    private final AtomicLong steps = new AtomicLong();
    private final Set<String> live = ConcurrentHashMap.newKeySet();
    private final Obedience.Phones phones = new Obedience.Phones() {
        @Override
        public long steps(String line) {
            return steps.get();
        }

        @Override
        public boolean live(String leg) {
            return live.contains(leg);
        }
    };

    private boolean isStruckOff() throws InterruptedException {
        return struckOff.tryAcquire(10 * SHORT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void onlyThePhonesThatWereNamedObey() {
        assertTrue(obedience.of("1001"));
        assertFalse(obedience.of("1003"));
        assertFalse(obedience.of("11001"));
    }

    @Test
    void aPhoneThatDoesNothingIsStruckOffAndNamedOnce() throws InterruptedException {
        live.add("leg");
        obedience.watch("1001", "leg", phones);
        assertTrue(isStruckOff());
        obedience.watch("1001", "leg", phones);
        assertFalse(isStruckOff(), "said twice");
        assertFalse(obedience.of("1001"));
        assertTrue(obedience.of("1002"));
        assertTrue(obedience.advice().startsWith("The phones of 1001 were told"), obedience.advice());
    }

    @Test
    void aPhoneThatDoesSomethingObeys() throws InterruptedException {
        live.add("leg");
        obedience.watch("1001", "leg", phones);
        steps.incrementAndGet();
        assertFalse(isStruckOff());
        assertTrue(obedience.of("1001"));
        assertEquals("", obedience.advice());
    }

    @Test
    void aCallThatEndsMeanwhileProvesNothing() throws InterruptedException {
        obedience.watch("1001", "gone", phones);
        assertFalse(isStruckOff());
        assertTrue(obedience.of("1001"));
    }

    @Test
    void aWrongPatternIsSaidInOneSentence() {
        String wrong = assertThrows(
                        IllegalArgumentException.class, () -> new Obedience("asterisk~main", "(", SHORT, () -> {}))
                .getMessage();
        assertTrue(wrong.startsWith("notifyLines '(' of asterisk~main is not a regular expression"), wrong);
    }
}
