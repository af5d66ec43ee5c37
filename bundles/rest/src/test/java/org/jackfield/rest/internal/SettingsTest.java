package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void nothingConfiguredIsFine() {
        assertEquals(new Settings(Set.of(), Duration.ofHours(12), false, false, 10_000), Settings.DEFAULT);
    }

    @Test
    void hostsAreReadInAnyCaseAndSpacing() {
        assertEquals(
                Set.of("cti.example.com", "phones.example.com"),
                Settings.of(Map.of("publicHosts", " CTI.example.com,phones.example.com, "))
                        .publicHosts());
    }

    @Test
    void wrongValueLeavesTheDefaultInForce() {
        assertEquals(
                Settings.DEFAULT, Settings.of(Map.of("sessionHours", "0", "behindHttps", "yes", "maxStreams", "many")));
    }
}
