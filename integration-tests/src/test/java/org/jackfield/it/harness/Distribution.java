package org.jackfield.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The packed product as the build leaves it, or the archive named by the property {@code jackfield.it.archive}. */
final class Distribution {

    private static final Path BUILT = Path.of("..", "karaf-dist", "target");

    private Distribution() {}

    static Optional<Path> archive() {
        String given = System.getProperty("jackfield.it.archive", "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given).toAbsolutePath());
        }
        if (!Files.isDirectory(BUILT)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(BUILT)) {
            return files.filter(f -> f.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .map(Path::toAbsolutePath);
        } catch (IOException e) {
            throw new UncheckedIOException(BUILT + " could not be read", e);
        }
    }

    /** Unpacks it so that bin, etc and the rest lie directly in the folder. */
    static void unpack(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be made", e);
        }
        Commands.run("tar", "xzf", archive().orElseThrow().toString(), "-C", folder.toString(), "--strip-components=1")
                .orFail("Unpacking the distribution");
    }
}
