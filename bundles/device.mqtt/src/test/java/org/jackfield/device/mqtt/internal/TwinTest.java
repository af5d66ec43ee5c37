package org.jackfield.device.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.jackfield.api.device.Device.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server believes of a device by what it said and by its silence. Steps: see {@link #after}. */
class TwinTest {
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
    private static final long GRACE = 5000;

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        // A life without trouble.
        "init:1, INIT",
        "init:1 ready:1, READY",
        "ready:1 sleeping:1, SLEEPING",
        "ready:1 disconnected:1, DISCONNECTED",
        // A pulled cable shows after the grace, a flap not at all.
        "ready:1 lost:1, READY",
        "ready:1 lost:1 +4999, READY",
        "ready:1 lost:1 +5000, LOST",
        "ready:1 lost:1 +4000 ready:2 +60000, READY",
        "ready:1 lost:1 +4000 ready:1 +60000, READY",
        "ready:1 lost:1 +3000 lost:1 +2000, LOST",
        "ready:1 lost:1 +5000 init:2 ready:2, READY",
        // With MQTT 5 the broker waited already.
        "ready:1 lostLate:1, LOST",
        // An old session's late will is nobody's business.
        "ready:1 ready:2 lost:1 +60000, READY",
        "lost:3 +5000 ready:2, LOST",
        // What lies retained at the broker when the server comes.
        "retainedLost:1, LOST",
        "retainedReady:1, READY",
        // The broker goes away and comes back.
        "ready:1 away, UNKNOWN",
        "ready:1 lost:1 away +60000, UNKNOWN",
        "ready:1 away back +29999, UNKNOWN",
        "ready:1 away back +30000, LOST",
        "ready:1 away back +1000 ready:2 +60000, READY",
        "ready:1 away back retainedReady:1 +60000, READY",
        "ready:1 disconnected:1 away back +30000, DISCONNECTED",
        "ready:1 lost:1 +5000 away back +30000, LOST",
        "ready:1 away back +1000 away back +29999, UNKNOWN",
        "ready:1 away back +1000 away back +30000, LOST",
        "ready:1 away back lost:2 +5000, LOST",
        // A device nobody ever heard of stays unknown.
        "away back +60000, UNKNOWN"
    })
    void stateFollowsFromWordsAndSilence(String steps, State expected) {
        assertEquals(expected, after(steps).state());
    }

    @Test
    void newBootForgetsTheFactsOfTheOldOne() {
        Twin twin = fact(after("ready:1"), "hookswitch", "offHook", 1, 1);
        assertEquals("offHook", twin.facts().get("hookswitch").text());
        assertTrue(twin.said(State.INIT, 2, 0, false, AT, 0).facts().isEmpty());
    }

    @Test
    void olderBootDoesNotCount() {
        Twin twin = after("ready:5");
        assertFalse(twin.counts(4));
        assertTrue(twin.counts(5));
        assertTrue(twin.counts(6));
    }

    @Test
    void retainedFactsMayComeInAnyOrderAndLeaveNoGap() {
        Twin twin = Twin.unknown("desk-1", AT);
        twin = twin.heard(Optional.of("battery"), "80", 3, 9, true, 0);
        twin = twin.heard(Optional.of("mute"), "off", 3, 4, true, 0);
        twin = twin.said(State.READY, 3, 0, true, AT, 0);
        assertEquals(2, twin.facts().size());
        // The first live message tells where the device counts.
        assertFalse(twin.had(3, 30));
        twin = fact(twin, "mute", "on", 3, 30);
        assertFalse(twin.seen().wantsRebirth(60_000));
        assertEquals("on", twin.facts().get("mute").text());
    }

    @Test
    void lateFactDoesNotOverwriteANewerOne() {
        Twin twin = after("ready:1");
        twin = fact(twin, "hookswitch", "onHook", 1, 2);
        assertFalse(twin.had(1, 1));
        twin = fact(twin, "hookswitch", "offHook", 1, 1);
        assertEquals("onHook", twin.facts().get("hookswitch").text());
        assertTrue(twin.had(1, 1));
    }

    @Test
    void factsOfADeviceAreBounded() {
        Twin twin = after("ready:1");
        for (int i = 1; i <= 100; i++) {
            twin = fact(twin, "facet" + i, "x", 1, i);
        }
        assertEquals(32, twin.facts().size());
    }

    @Test
    void sinceTellsWhenTheStateChanged() {
        Twin twin = after("ready:1");
        Twin again = twin.said(State.READY, 1, 0, false, AT.plusSeconds(60), 0);
        assertEquals(AT, again.since());
        assertEquals(
                AT.plusSeconds(60),
                twin.said(State.SLEEPING, 1, 0, false, AT.plusSeconds(60), 0).since());
    }

    @ParameterizedTest(name = "{0}: asks again {1}")
    @CsvSource({
        "1 2 3, false",
        "1 3, true",
        "1 3 2, false",
        "1 70, true",
        "1 200, true",
        "2, true",
        "1 4 2, true",
        "1 4 3 2, false",
        "1 65 64, true"
    })
    void holeThatStaysOpenIsAskedAbout(String numbers, boolean asks) {
        Seen seen = Seen.fresh();
        for (String number : numbers.split(" ")) {
            seen = seen.with(Long.parseLong(number), 0);
        }
        assertFalse(seen.wantsRebirth(499));
        assertEquals(asks, seen.wantsRebirth(500));
        assertFalse(seen.asked(500).wantsRebirth(60_000));
    }

    @Test
    void deviceThatAlwaysSkipsIsAskedOnceInTenSeconds() {
        Seen seen = Seen.fresh().with(3, 0).asked(1000).with(9, 1100);
        assertFalse(seen.wantsRebirth(10_999));
        assertTrue(seen.wantsRebirth(11_000));
    }

    @Test
    void duplicatesAreKnownHoweverOldTheyAre() {
        Seen seen = Seen.fresh().with(1, 0).with(100, 0).with(99, 0);
        assertTrue(seen.has(100));
        assertTrue(seen.has(99));
        assertFalse(seen.has(98));
        assertTrue(seen.has(1));
        assertTrue(seen.has(2), "too far back to tell");
    }

    private static Twin fact(Twin twin, String facet, String value, long boot, long seq) {
        return twin.heard(Optional.of(facet), value, boot, seq, false, 0);
    }

    /**
     * Steps: {@code state:boot} said live, {@code retained…} told on subscribing, {@code +ms}, {@code away},
     * {@code back}.
     */
    private static Twin after(String steps) {
        Twin twin = Twin.unknown("desk-1", AT);
        long now = 0;
        for (String step : steps.split(" ")) {
            String[] parts = step.split(":");
            long boot = parts.length > 1 ? Long.parseLong(parts[1]) : -1;
            if (step.startsWith("+")) {
                now += Long.parseLong(step.substring(1));
                twin = twin.tick(AT, now);
            } else if (step.equals("away")) {
                twin = twin.away(AT);
            } else if (step.equals("back")) {
                twin = twin.back(now + 30_000);
            } else if (twin.counts(boot)) {
                boolean retained = parts[0].startsWith("retained");
                String word = parts[0].replace("retained", "").replace("Late", "");
                State state = State.valueOf(word.toUpperCase());
                long grace = retained || parts[0].endsWith("Late") ? 0 : GRACE;
                twin = twin.said(state, boot, grace, retained, AT, now);
            }
        }
        return twin;
    }
}
