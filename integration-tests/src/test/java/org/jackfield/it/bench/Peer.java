package org.jackfield.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process of the benchmark: one of its main classes, spoken to in lines. Ends with this one. */
final class Peer implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BufferedReader lines;

    Peer(Class<?> main, List<String> options, Object... arguments) {
        name = main.getSimpleName();
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "bench-reaper"));
        lines = process.inputReader(StandardCharsets.UTF_8);
    }

    void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " has gone", e);
        }
    }

    /** The words of its next line that begins so; other lines are passed over. */
    String[] await(String first) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(first + " ") || line.equals(first)) {
                    return line.split(" ");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name + " has gone", e);
        }
        throw new IllegalStateException(name + " ended before it said '" + first + "'");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
