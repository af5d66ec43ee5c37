package org.jackfield.crm.sandbox.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxOptionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --prot 1                | --prot is not an option; --help lists them
            --port                  | --port needs a value
            --port many             | --port is a number from 0 to 65535, not many
            --port 65536            | --port is a number from 0 to 65535, not 65536
            --api-limit 0           | --api-limit is a number of at least 1, not 0
            --person-accounts yes   | --person-accounts is true or false, not yes
            --phone-index letters   | --phone-index is tokens, digits, ends or everybody, not letters
            """)
    void aWrongOptionIsToldInOneSentence(String line, String sentence) {
        Exception told = assertThrows(IllegalArgumentException.class, () -> SandboxOptions.of(line.split(" ")));
        assertEquals(sentence, told.getMessage());
    }

    @Test
    void whatIsNotSaidIsAsHelpTells() {
        SandboxOptions options = SandboxOptions.of();
        assertEquals(8282, options.port());
        assertEquals("sandbox-data", options.data().toString());
        assertEquals(PhoneIndex.DIGITS, options.phones());
        assertEquals(15_000, options.apiLimit());
    }
}
