package org.jackfield.pbx.sim.internal.desk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The simulated people's own record of what happened, one JSON object a line, in the hands of the operating system as
 * soon as it is written: it survives a killed process, not a power cut.
 */
public interface Oracle extends AutoCloseable {

    void write(String line);

    @Override
    default void close() {}

    /** Of nobody who looks. */
    Oracle NONE = line -> {};

    /** Appends to a file. */
    static Oracle to(Path file) throws IOException {
        BufferedWriter writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new Oracle() {
            @Override
            public synchronized void write(String line) {
                try {
                    writer.write(line);
                    writer.newLine();
                    writer.flush();
                } catch (IOException full) {
                    throw new UncheckedIOException("The log " + file + " could not be written", full);
                }
            }

            @Override
            public synchronized void close() {
                try {
                    writer.close();
                } catch (IOException full) {
                    throw new UncheckedIOException("The log " + file + " could not be closed", full);
                }
            }
        };
    }
}
