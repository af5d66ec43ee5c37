package org.jackfield.routes.internal;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jackfield.api.health.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder where an IT person drops routes. A file that is new or changed is loaded once it has stood still for one
 * look, so that a half-written one is no error; one that is gone takes its routes with it. A file that breaks keeps the
 * routes of its last good version, and the other files are none the wiser.
 */
final class RouteFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);
    private static final long LARGEST = 1_000_000;

    private final Path folder;
    private final RouteBook book;
    private final Clock clock;
    private final Map<String, Entry> entries = new TreeMap<>();
    /** Apart from the lock: who asks for health does not wait for a route to stop. */
    private final Map<String, Status> health = new ConcurrentSkipListMap<>();

    /** What a look at a file shows; equal stamps are the same content. */
    private record Stamp(long modified, long size, Object key) {}

    private static final class Entry {
        private Stamp seen;
        private Stamp loaded;
        private RouteFile running;
        private Set<String> ids = Set.of();
    }

    RouteFolder(Path folder, RouteBook book, Clock clock) {
        this.folder = folder;
        this.book = book;
        this.clock = clock;
    }

    /** The first look: loads what is there without waiting for it to stand still. */
    synchronized void open() {
        look();
        look();
    }

    /** Looks at the folder and does what changed. */
    synchronized void look() {
        Map<String, Stamp> files = files();
        for (String gone : new HashSet<>(entries.keySet())) {
            if (!files.containsKey(gone)) {
                remove(gone);
            }
        }
        files.forEach((name, stamp) -> {
            Entry entry = entries.computeIfAbsent(name, n -> new Entry());
            boolean still = stamp.equals(entry.seen);
            entry.seen = stamp;
            if (still && !stamp.equals(entry.loaded)) {
                entry.loaded = stamp;
                load(name, entry, stamp.size);
            }
        });
    }

    /** One status a file. */
    List<Status> health() {
        return List.copyOf(health.values());
    }

    private void load(String name, Entry entry, long size) {
        Set<String> before = entry.ids;
        RouteFile good = entry.running;
        try {
            RouteFile file = read(name, size);
            file.parse();
            book.remove(before);
            entry.ids = Set.of();
            entry.ids = book.install(file, Set.of());
            entry.running = file;
            report(name, Status.State.UP, "", entry.ids.size());
            LOG.info("Routes of {} run: {}", name, entry.ids);
        } catch (BrokenRoutesException e) {
            if (entry.ids.isEmpty() && good != null) {
                entry.ids = again(good);
            }
            String reason = e.getMessage() + (entry.ids.isEmpty() ? "" : "; until then its last good version runs");
            report(name, Status.State.DEGRADED, reason, entry.ids.size());
            LOG.error("{}", reason);
        }
    }

    private Set<String> again(RouteFile good) {
        try {
            return book.install(good, Set.of());
        } catch (BrokenRoutesException e) {
            return Set.of();
        }
    }

    private void remove(String name) {
        Entry entry = entries.remove(name);
        if (!entry.ids.isEmpty()) {
            book.remove(entry.ids);
            LOG.info("Routes of {} are gone: {}", name, entry.ids);
        }
        health.remove(name);
    }

    private RouteFile read(String name, long size) throws BrokenRoutesException {
        if (size > LARGEST) {
            throw new BrokenRoutesException(name, 0, "it is larger than " + LARGEST + " bytes; split it");
        }
        try {
            return new RouteFile(name, Files.readString(folder.resolve(name)));
        } catch (MalformedInputException e) {
            throw new BrokenRoutesException(name, 0, "it is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new BrokenRoutesException(name, 0, "it cannot be read (" + e + "); check its owner and permissions");
        }
    }

    private Map<String, Stamp> files() {
        Map<String, Stamp> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".xml") && !name.startsWith(".")) {
                    stamp(file, name, files);
                }
            }
        } catch (IOException e) {
            // Listing failed for this look only; treating it as an empty folder would stop every route.
            entries.forEach((name, entry) -> files.put(name, entry.seen));
        }
        return files;
    }

    private static void stamp(Path file, String name, Map<String, Stamp> files) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                files.put(
                        name,
                        new Stamp(
                                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                                attributes.size(),
                                attributes.fileKey()));
            }
        } catch (IOException e) {
            LOG.debug("{} went away while being looked at", name);
        }
    }

    private void report(String name, Status.State state, String reason, int routes) {
        Map<String, Long> counters = Map.of("routes", (long) routes);
        health.put(name, new Status("etc/routes/" + name, "", state, reason, clock.instant(), counters));
    }

    /** Names of the files whose routes run, for the log. */
    synchronized List<String> running() {
        List<String> names = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (!entry.ids.isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }
}
