package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times look as the API promises, whatever the time. */
class IsoTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:05:07.004Z,2026-03-02T09:05:07.004Z",
        "2026-03-02T09:05:07Z,2026-03-02T09:05:07.000Z",
        "2026-12-31T23:59:59.999999999Z,2026-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00Z,1970-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.999Z,1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z,0001-01-01T00:00:00.000Z",
        "-0001-01-01T00:00:00Z,-0001-01-01T00:00:00.000Z",
        "+12026-01-01T00:00:00Z,+12026-01-01T00:00:00.000Z"
    })
    void aTimeIsUtcWithMilliseconds(Instant at, String expected) {
        assertEquals(expected, IsoTime.of(at));
    }

    @Test
    void anyTimeIsWrittenAsTheFormatterOfTheJdkDoes() {
        DateTimeFormatter jdk =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant at = Instant.ofEpochSecond(
                    random.nextLong(-62_000_000_000L, 253_000_000_000L), random.nextInt(1_000_000_000));
            assertEquals(jdk.format(at), IsoTime.of(at));
        }
    }
}
