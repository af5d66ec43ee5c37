package org.jackfield.device.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jackfield.api.device.Enrolment;
import org.junit.jupiter.api.Test;

class MosquittoRulesTest {
    @Test
    void readmeShowsTheRulesThatAreExported() throws Exception {
        String rules = new MosquittoRules("jackfield", "").acl(List.of());
        assertTrue(Files.readString(Path.of("README.md")).contains(rules.strip()), rules);
    }

    @Test
    void bridgeSpeaksForItsChildrenOnly() {
        Enrolment child = new Enrolment("main", "hs-7", "", List.of(), Optional.empty(), Optional.of("base-1"));
        List<String> lines = new MosquittoRules("jackfield", "srv")
                .acl(List.of(child))
                .lines()
                .toList();
        int bridge = lines.indexOf("user base-1");
        assertEquals(
                List.of(
                        "topic write jackfield/1/hs-7/$state",
                        "topic write jackfield/1/hs-7/$description",
                        "topic write jackfield/1/hs-7/s/+",
                        "topic write jackfield/1/hs-7/e/+",
                        "topic write jackfield/1/hs-7/r/+",
                        "topic read jackfield/1/hs-7/c/#"),
                lines.subList(bridge + 1, bridge + 7));
        assertEquals("user srv", lines.get(1));
    }
}
