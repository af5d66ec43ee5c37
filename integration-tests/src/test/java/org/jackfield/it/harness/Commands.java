package org.jackfield.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the machine that a test runs to their end. */
final class Commands {

    /** What a program printed (both streams) and how it ended. */
    record Result(int status, String output) {

        Result orFail(String what) {
            if (status != 0) {
                throw new IllegalStateException(what + " failed with status " + status + ": " + output.strip());
            }
            return this;
        }
    }

    private Commands() {}

    static Result run(String... command) {
        return run("", List.of(command));
    }

    static Result run(String input, List<String> command) {
        try {
            Path output = Files.createTempFile("jackfield-it", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            } catch (IOException e) {
                // it did not want its input and has ended
            }
            boolean ended = process.waitFor(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = Files.readString(output);
            Files.delete(output);
            return new Result(ended ? process.exitValue() : -1, text);
        } catch (IOException e) {
            return new Result(127, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command.get(0) + " ran", e);
        }
    }
}
