package org.jackfield.device.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say and read what. */
class TopicsTest {
    private final Topics topics = new Topics("jackfield");

    @ParameterizedTest
    @CsvSource({
        "jackfield/1/desk-1001/$state, true",
        "jackfield/1/desk-1001/$description, true",
        "jackfield/1/desk-1001/s/hookswitch, true",
        "jackfield/1/desk-1001/e/button, true",
        "jackfield/1/desk-1001/r/1a-7, true",
        "jackfield/1/desk-1002/$state, false",
        "jackfield/1/desk-1001/c/ring, false",
        "jackfield/1/desk-1001/s, false",
        "jackfield/1/desk-1001/s/, false",
        "jackfield/1/desk-1001/s/a/b, false",
        "jackfield/1/desk-1001/s/a::b, false",
        "jackfield/1/desk-1001/$other, false",
        "jackfield/1/desk-1001, false",
        "jackfield/2/desk-1001/$state, false",
        "other/1/desk-1001/$state, false",
        "jackfield/1/$agent/alice/presence, false",
        "jackfield/1/$host/main, false",
        "$SYS/broker, false",
        "'', false"
    })
    void deviceSpeaksUnderItsOwnIdOnly(String topic, boolean allowed) {
        assertEquals(allowed, topics.writer(topic).filter("desk-1001"::equals).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "jackfield/1/desk-1001/c/#, true",
        "jackfield/1/desk-1001/c/+, true",
        "jackfield/1/desk-1001/c/ring, true",
        "jackfield/1/desk-1001/c/, false",
        "jackfield/1/desk-1001/c, false",
        "jackfield/1/desk-1001/#, false",
        "jackfield/1/desk-1001/s/#, false",
        "jackfield/1/desk-1002/c/#, false",
        "jackfield/1/+/c/#, false",
        "jackfield/1/$agent/alice/presence, false",
        "#, false"
    })
    void deviceReadsItsOwnCommandsOnly(String filter, boolean allowed) {
        assertEquals(allowed, topics.reader(filter).filter("desk-1001"::equals).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "#", "$server", "a/b", "desk 1", "Desk-1", "", "desk_1001", "desk-1001/c"})
    void idThatIsMoreThanANameIsNoId(String id) {
        assertEquals(false, Topics.isId(id));
        assertEquals(Optional.empty(), topics.writer("jackfield/1/" + id + "/$state"));
        assertEquals(Optional.empty(), topics.reader("jackfield/1/" + id + "/c/#"));
    }

    @Test
    void longestIdFits() {
        assertEquals(true, Topics.isId("a".repeat(64)));
        assertEquals(false, Topics.isId("a".repeat(65)));
        assertEquals(false, Topics.isId(null));
    }

    @Test
    void wrongDomainIsOneClearSentence() {
        IllegalArgumentException said = assertThrows(IllegalArgumentException.class, () -> new Topics("a/b"));
        assertEquals(
                "etc/org.jackfield.device.mqtt.cfg: domain is 'a/b', allowed are 1 to 64 letters, digits, - and _",
                said.getMessage());
    }
}
