package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jackfield.it.harness.Await;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.jackfield.it.harness.Sse;
import org.jackfield.it.harness.TestDesk;
import org.junit.jupiter.api.Test;

/** Another PBX than Asterisk, by the curl lines of its driver's README. */
@Needs(RealPart.DISTRIBUTION)
class PushIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SECRET = "the secret of this test";

    @Test
    void theCallOfAPbxThatPushesPopsAtTheAgentsDesk() throws Exception {
        Setup setup = new Setup()
                .file("org.jackfield.pbx.push~main.cfg", "secret = " + SECRET + "\n")
                .file("org.jackfield.number~push.cfg", """
                    link = push~main
                    region = GB
                    extensions = 1[0-9]{3}
                    ownNumbers = +4420794601*
                    """)
                .agents("""
                    agent,name,team,link,line
                    alice,Alice Agent,support,push~main,1001
                    bob,Bob Agent,support,push~main,1002
                    """)
                .contacts(TestDesk.CONTACTS);
        List<String> lines = readmesLines();
        assertEquals(8, lines.size());
        try (Jackfield jackfield = Jackfield.start("push", setup);
                Sse alice = jackfield.as("alice").events();
                Sse bob = jackfield.as("bob").events()) {
            for (String line : lines.subList(0, 2)) {
                run(line, jackfield);
            }
            JsonNode pop = alice.await(SOON, "pop", p -> p.path("crm").asText().equals("ok"))
                    .data();
            assertEquals(TestDesk.ANNS_COMPANY, pop.at("/matches/0/company").asText());
            for (String line : lines.subList(2, 6)) {
                run(line, jackfield);
            }
            bob.await(SOON, "pop", p -> p.path("state").asText().equals("open"));
            for (String line : lines.subList(6, 8)) {
                run(line, jackfield);
            }
            JsonNode call = Await.value(SOON, "the call is over", () -> Optional.of(
                            jackfield.as("admin").get("/calls/4711").body())
                    .filter(c -> c.path("state").asText().equals("ended")));
            assertEquals("customer", call.path("endedBy").asText());
            assertEquals("1001", call.at("/answeredBy/line").asText());
            assertEquals("support", call.at("/queueVisits/0/queue").asText());
            assertEquals("answered", call.at("/queueVisits/0/outcome").asText());
            assertEquals("transferredTo", call.at("/lineage/0/type").asText());
            assertEquals("1002", call.at("/lineage/0/to").asText());
            JsonNode link = jackfield.as("admin").get("/links").orFail().at("/items/0");
            assertEquals("push~main", link.path("name").asText(link.path("link").asText()));
            assertEquals("up", link.path("state").asText());
        }
    }

    private static List<String> readmesLines() throws IOException {
        return Files.readAllLines(Path.of("../bundles/pbx.push/README.md")).stream()
                .filter(line -> line.startsWith("curl "))
                .toList();
    }

    private static void run(String line, Jackfield jackfield) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", line).redirectErrorStream(true);
        shell.environment().put("SECRET", SECRET);
        shell.environment().put("PUSH", jackfield.address() + "/push/main");
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(true, process.waitFor(20, TimeUnit.SECONDS), line);
        assertEquals("", said, line);
        assertEquals(0, process.exitValue(), line);
    }
}
