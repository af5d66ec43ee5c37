package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void nothingConfiguredIsFine() {
        assertEquals(new Settings(Set.of(), Duration.ofHours(12), false, 10_000, List.of()), Settings.DEFAULT);
    }

    @Test
    void hostsAreReadInAnyCaseAndSpacing() {
        assertEquals(
                Set.of("cti.example.com", "phones.example.com"),
                Settings.of(Map.of("publicHosts", " CTI.example.com,phones.example.com, ")).publicHosts());
    }

    @Test
    void misspeltKeyIsOneSentenceNamingTheRightOnes() {
        assertEquals(
                List.of("Unknown key 'publicHost' in etc/org.jackfield.rest.cfg; known are behindHttps, maxStreams, publicHosts, "
                        + "sessionHours."),
                Settings.of(Map.of("publicHost", "x", "service.pid", "org.jackfield.rest", "felix.fileinstall.filename", "f"))
                        .faults());
    }

    @Test
    void wrongValueLeavesTheDefaultInForce() {
        Settings settings = Settings.of(Map.of("sessionHours", "0", "behindHttps", "yes", "maxStreams", "many"));
        assertEquals(Settings.DEFAULT.sessionLife(), settings.sessionLife());
        assertEquals(3, settings.faults().size());
        assertEquals(
                "'0' is not allowed for sessionHours in etc/org.jackfield.rest.cfg: write a whole number from 1 to 168; 12 is "
                        + "used.",
                settings.faults().get(0));
    }
}
