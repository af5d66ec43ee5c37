package org.jackfield.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jackfield.api.control.Refused;
import org.jackfield.api.control.Refused.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client wrote is read strictly before a driver hears of it. */
class RequestsTest {
    private final Requests requests = new Requests(new PhoneNumberPlan(List.of()), () -> "new-leg");

    @Test
    void lineIsTakenAsItIsWritten() {
        assertEquals("1002", requests.line("link", "1002"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1002\n",
                "\r1002",
                " 1002",
                "1002\0",
                "1002&PJSIP/1003",
                "1002,1",
                "${SHELL(id)}",
                "Local/1002@internal",
                "+442079460111",
                "*8",
                ""
            })
    void whatIsNoExtensionIsNoLineAndIsSaidInOnePrintableSentence(String written) {
        Refused refused = assertThrows(Refused.class, () -> requests.line("link", written));
        assertEquals(Why.NOT_FOUND, refused.why());
        assertTrue(refused.getMessage().chars().noneMatch(Character::isISOControl), refused.getMessage());
    }
}
