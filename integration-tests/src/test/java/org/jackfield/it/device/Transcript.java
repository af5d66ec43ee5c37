package org.jackfield.it.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jackfield.it.harness.Await;

/** What a person types, and what comes back. */
final class Transcript implements AutoCloseable {
    private final Process process;
    private final BufferedWriter keyboard;
    private final List<String> screen = new CopyOnWriteArrayList<>();

    private Transcript(Process process) {
        this.process = process;
        this.keyboard = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(
                () -> new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                        .lines()
                        .forEach(screen::add),
                "jackfield-it-transcript");
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs a line of a shell and returns what it printed. */
    static String run(String line, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", line).redirectErrorStream(true);
        shell.environment().putAll(variables);
        Process process = shell.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), line);
        assertEquals(0, process.exitValue(), line + "\n" + printed);
        return printed;
    }

    static Transcript start(String... command) throws IOException {
        return new Transcript(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    void type(String line) throws IOException {
        keyboard.write(line + "\n");
        keyboard.flush();
    }

    void await(String start) {
        Await.until(Duration.ofSeconds(10), "'" + start + "' on the screen", () -> screen.stream()
                .anyMatch(line -> line.startsWith(start)));
    }

    /** Ctrl-D. */
    @Override
    public void close() throws IOException, InterruptedException {
        keyboard.close();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
