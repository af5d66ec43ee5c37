package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KEYS = List.of("host", "port", "username", "secret");

    @Test
    void findsWhatWasMeant() {
        assertEquals(Optional.of("host"), Spelling.closest("hots", KEYS));
        assertEquals(Optional.of("username"), Spelling.closest("user_name", KEYS));
        assertEquals(Optional.empty(), Spelling.closest("colour", KEYS));
    }
}
