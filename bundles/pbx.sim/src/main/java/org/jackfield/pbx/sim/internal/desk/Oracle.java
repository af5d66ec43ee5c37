package org.jackfield.pbx.sim.internal.desk;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

    /**
     * Appends to a file. When that fails later on, a full disk for instance, the calls go on without a record.
     *
     * @throws IOException when the file cannot be opened; the message names it
     */
    static Oracle to(Path file) throws IOException {
        BufferedWriter writer = open(file);
        return new Oracle() {
            private boolean broken;

            @Override
            public synchronized void write(String line) {
                if (broken) {
                    return;
                }
                try {
                    writer.write(line);
                    writer.newLine();
                    writer.flush();
                } catch (IOException full) {
                    broken = true;
                    String why = full.getMessage();
                    System.getLogger(Oracle.class.getName())
                            .log(Level.ERROR, "{0} cannot be written ({1}); nothing more is noted there", file, why);
                }
            }

            @Override
            public synchronized void close() {
                broken = true;
                try {
                    writer.close();
                } catch (IOException full) {
                    Logger log = System.getLogger(Oracle.class.getName());
                    log.log(Level.DEBUG, "{0} could not be closed: {1}", file, full.getMessage());
                }
            }
        };
    }

    private static BufferedWriter open(Path file) throws IOException {
        try {
            return Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException refused) {
            throw new IOException(
                    "The simulation's log " + file + " cannot be written (" + refused
                            + "); name a file in a folder that is there",
                    refused);
        }
    }
}
