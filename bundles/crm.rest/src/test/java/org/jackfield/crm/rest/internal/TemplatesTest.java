package org.jackfield.crm.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final String REST =
            "title: X\ncheck: {path: /x}\nlookup: [{request: {path: /y}, id: /id, name: /n, phones: {p: /p}}]\n";

    @ParameterizedTest
    @ValueSource(strings = {"zendesk", "hubspot", "espocrm", "request-tracker", "tryton"})
    void shippedTemplatesLookUpAndLog(String name) {
        Template template = Templates.read(name);
        assertFalse(template.lookup().isEmpty());
        assertTrue(template.logging().isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lookups: []|line 4: Unrecognized field \"lookups\"",
                "authentication: {type: magic}|line 4: Cannot deserialize value",
                "authentication: {type: session}|authentication of type session needs a request",
                "log: {create: {request: {path: /z}, id: /id}}|log: find is missing",
                "show: {path: z}|path 'z' does not begin with /",
                "show: {path: /z, method: DELETE}|method 'DELETE' is none of GET, POST, PUT, PATCH",
                "'show: {a'|line 4: while parsing a flow mapping",
            })
    void faultIsOneSentenceWithItsLine(String wrong, String sentence) {
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> Templates.parse("my.yaml", (REST + wrong).getBytes(StandardCharsets.UTF_8)))
                .getMessage();
        assertTrue(told.startsWith("template my.yaml") && told.contains(sentence), told);
        assertEquals(1, told.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "Zendesk", "nosuch", "/etc/passwd", "/nosuch/x.yaml"})
    void templateThatIsNotThereIsSaidInOneSentence(String name) {
        String told = assertThrows(IllegalArgumentException.class, () -> Templates.read(name))
                .getMessage();
        assertTrue(told.startsWith("template " + name), told);
    }

    @Test
    void yamlRunsNothing() {
        String told = assertThrows(
                        IllegalArgumentException.class,
                        () -> Templates.parse(
                                "my.yaml",
                                "title: !!javax.script.ScriptEngineManager [x]\n".getBytes(StandardCharsets.UTF_8)))
                .getMessage();
        assertTrue(told.contains("Cannot deserialize"), told);
    }
}
