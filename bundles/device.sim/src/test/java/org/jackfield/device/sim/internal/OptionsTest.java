package org.jackfield.device.sim.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void whatIsWrittenIsWhatRuns() {
        Options options =
                Options.of("--count 500 --script storm --mqtt 3 --credentials devices.txt --within 10".split(" "));
        assertEquals(500, options.count());
        assertEquals(3, options.version());
        assertEquals(10, options.within());
        assertEquals(1883, options.port());
    }

    @Test
    void wrongWordsAreOneSentence() {
        assertEquals("There is no option --speed", sentence("--speed", "9", "--credentials", "x"));
        assertEquals("--count is 'many', a whole number is wanted", sentence("--count", "many"));
        assertEquals("Say who the devices are: --credentials FILE, or --api and --token", sentence("--count", "1"));
        assertEquals("'--count' is no option with a value", sentence("--count"));
        assertEquals(
                "'dance' is no script: idle, desk, flap, duplicates, latewill and storm are",
                assertThrows(IllegalArgumentException.class, () -> Behaviour.of("dance"))
                        .getMessage());
    }

    private static String sentence(String... words) {
        return assertThrows(IllegalArgumentException.class, () -> Options.of(words))
                .getMessage();
    }
}
