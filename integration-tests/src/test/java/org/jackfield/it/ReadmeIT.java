package org.jackfield.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jackfield.it.harness.Jackfield;
import org.jackfield.it.harness.Needs;
import org.jackfield.it.harness.RealPart;
import org.jackfield.it.harness.Setup;
import org.junit.jupiter.api.Test;

/** What the README says is so: its examples are executed as written, but for the port and the token. */
class ReadmeIT {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[([^]]+)]\\(bundles/([^)]+)\\) \\|");

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void theBundleTableIsTheFolder() throws IOException {
        TreeSet<String> told = new TreeSet<>();
        for (Matcher row = ROW.matcher(readme()); row.find(); ) {
            assertEquals(row.group(1), row.group(2));
            told.add(row.group(1));
        }
        try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
            TreeSet<String> there = new TreeSet<>(folders.filter(f -> !f.endsWith("target"))
                    .map(f -> f.getFileName().toString())
                    .toList());
            assertEquals(there, told);
        }
    }

    @Test
    @Needs(RealPart.DISTRIBUTION)
    void everyApiExampleWorksAsWritten() throws IOException, InterruptedException {
        try (Jackfield server = Jackfield.start("readme", new Setup().agents("agent,name,team,link,line\n"))) {
            String token = server.token("admin");
            List<String> examples = examples();
            assertTrue(examples.size() >= 6, "the README shows the API");
            for (String example : examples) {
                String output = run(example.replace("http://127.0.0.1:8181", server.address()), token);
                if (example.contains("/events")) {
                    assertFalse(output.contains("problem+json"), output);
                } else {
                    assertTrue(new ObjectMapper().readTree(output).isObject(), example + "\n" + output);
                }
            }
        }
    }

    private static List<String> examples() throws IOException {
        String text = readme();
        String section = text.substring(text.indexOf("## The API"));
        String block = section.substring(section.indexOf("```sh\n") + 6, section.indexOf("\n```\n"));
        List<String> commands = new ArrayList<>();
        for (String command : block.replace("\\\n", " ").split("\n")) {
            commands.add(command);
        }
        return commands;
    }

    /** The event stream never ends by itself: two seconds of it show whether it was let in. */
    private static String run(String command, String token) throws IOException, InterruptedException {
        String bounded = command.contains("/events") ? command.replace("curl ", "curl --max-time 2 ") : command;
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", bounded).redirectErrorStream(true);
        shell.environment().put("TOKEN", token);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), command);
        return output;
    }
}
