package org.jackfield.crm.sandbox.internal.org;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The org on disk: a line of JSON for every change, written before the change is answered, so that what a client was
 * told survives {@code kill -9}. A last line that was cut short never was answered, and is left out.
 */
final class Journal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final FileChannel out;

    /** @param all gives every record there is, as type and record, to start a tidy file with */
    Journal(Path file, Consumer<BiConsumer<String, Map<String, Object>>> all) {
        try {
            Path tidy = file.resolveSibling(file.getFileName() + ".new");
            try (FileChannel channel = open(tidy, StandardOpenOption.TRUNCATE_EXISTING)) {
                all.accept((type, record) -> write(channel, type, record));
                channel.force(true);
            }
            Files.move(tidy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            out = open(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static FileChannel open(Path file, StandardOpenOption how) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    }

    /** Reads a file again, oldest change first. */
    static void read(Path file, BiConsumer<String, Map<String, Object>> change) {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                if (space > 0 && line.endsWith("}")) {
                    change.accept(line.substring(0, space), JSON.readValue(line.substring(space), MAP));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(String type, Map<String, Object> record) {
        write(out, type, record);
    }

    private static void write(FileChannel channel, String type, Map<String, Object> record) {
        try {
            ByteBuffer line = ByteBuffer.wrap(
                    (type + " " + JSON.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
