package org.jackfield.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void namesInAnyScriptStayAsTheyAre() {
        for (String name : new String[] {"Ann Customer", "Søren Ærø", "王小明", "Мария", "محمد", "O'Neil & Söhne €"}) {
            assertEquals(name, Plain.text(name));
        }
    }

    @Test
    void whateverMovesTheCursorOrTurnsTheLineBecomesABlank() {
        assertEquals("a [31mb c d e f", Plain.text("a\u001b[31mb\nc\u202ed\u2028e\u0000f"));
        assertEquals("x y z", Plain.text("x\u009by\ud800z"));
    }
}
