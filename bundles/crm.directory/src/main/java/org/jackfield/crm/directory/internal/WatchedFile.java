package org.jackfield.crm.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Says when a file should be read again: when it is another one than at the last reading, and has been so for two looks
 * in a row. An editor or a copy that is half-way through is left to finish. Used by one thread.
 */
final class WatchedFile {
    private final Path path;
    private String read = "";
    private String seen = "";

    WatchedFile(Path path) {
        this.path = path;
    }

    /** Whether it has changed and come to rest. The first look always says so. */
    boolean changed() {
        String now = stamp();
        boolean first = read.isEmpty();
        boolean atRest = now.equals(seen);
        seen = now;
        if (now.equals(read) || !first && !atRest) {
            return false;
        }
        read = now;
        return true;
    }

    private String stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey() + " "
                    + Files.isReadable(path);
        } catch (NoSuchFileException e) {
            return "missing";
        } catch (IOException e) {
            return "unreadable";
        }
    }
}
