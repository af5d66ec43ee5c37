package org.jackfield.desktop.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files as they are in the built bundle: path as served → content. */
final class WebFiles {
    private static final Path CLASSES = Path.of("target", "classes");

    private WebFiles() {}

    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new TreeMap<>();
        Assets.ROOTS.forEach((folder, prefix) -> {
            Path root = CLASSES.resolve(folder.substring(1));
            try (Stream<Path> found = Files.walk(root)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    files.put(prefix + name, Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return files;
    }

    static String text(String path) {
        return new String(all().get(path), StandardCharsets.UTF_8);
    }

    /** What we wrote: not the libraries. */
    static Map<String, String> ours(String suffix) {
        Map<String, String> texts = new TreeMap<>();
        all().forEach((path, body) -> {
            if (path.endsWith(suffix) && !path.startsWith("/webjars/")) {
                texts.put(path, new String(body, StandardCharsets.UTF_8));
            }
        });
        return texts;
    }
}
