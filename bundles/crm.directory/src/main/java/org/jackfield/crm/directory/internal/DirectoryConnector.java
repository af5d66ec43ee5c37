package org.jackfield.crm.directory.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;
import org.jackfield.api.health.Status.State;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.directory.internal.ContactsFile.Unusable;
import org.jackfield.crm.directory.internal.Directory.Hit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contacts from a CSV file, held in memory and read again when the file changes. */
@Component(
        service = CrmConnector.class,
        immediate = true,
        configurationPid = "org.jackfield.crm.directory",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DirectoryConfig.class, factory = true)
public final class DirectoryConnector implements CrmConnector, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryConnector.class);
    private static final long LOOK_EVERY_MS = 1_000;
    private static final long LARGEST_FILE = 64L << 20;
    private static final int PROBLEMS_LOGGED = 20;
    private static final Pattern URL = Pattern.compile("(https?://.+)?");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final String name;
    private final String configurationFile;
    private final DirectoryConfig config;
    private final Path path;
    private final WatchedFile watch;
    private final NumberMatcher numbers;
    private final CompletableFuture<Void> firstLook = new CompletableFuture<>();
    private final AtomicLong lookups = new AtomicLong();
    private final ScheduledExecutorService looker;
    private volatile Directory directory;
    private volatile Status status;

    @Activate
    public DirectoryConnector(
            @Reference NumberMatcher numbers, DirectoryConfig config, Map<String, Object> properties) {
        this(String.valueOf(properties.get("service.pid")), config, numbers, LOOK_EVERY_MS);
    }

    DirectoryConnector(String pid, DirectoryConfig config, NumberMatcher numbers, long lookEveryMs) {
        this.numbers = numbers;
        this.name = "directory~" + pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
        this.configurationFile = "etc/" + pid + ".cfg";
        this.config = config;
        this.path = Path.of(config.file());
        this.watch = new WatchedFile(path);
        this.status = new Status(
                name, config.tenant(), State.CONNECTING, "The contacts are being read", Instant.now(), Map.of());
        this.looker =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jackfield-crm.directory-" + name));
        String wrong = wrong(config);
        if (wrong.isEmpty()) {
            looker.scheduleWithFixedDelay(this::look, 0, lookEveryMs, TimeUnit.MILLISECONDS);
        } else {
            becomes(State.DOWN, configurationFile + ": " + wrong);
            firstLook.complete(null);
        }
    }

    private String wrong(DirectoryConfig settings) {
        if (settings.file().isBlank()) {
            return "file is empty; name the CSV file, for example ${karaf.etc}/contacts.csv";
        }
        if (!numbers.knows(settings.defaultRegion())) {
            return "defaultRegion '" + settings.defaultRegion()
                    + "' is not a region; two capital letters such as GB or VN are";
        }
        if (!URL.matcher(settings.urlTemplate()).matches()) {
            return "urlTemplate '" + settings.urlTemplate()
                    + "' is not an address; one begins with https:// or http://";
        }
        return PLACEHOLDER
                .matcher(settings.urlTemplate())
                .results()
                .filter(placeholder -> !ContactsFile.columns().contains(placeholder.group(1)))
                .findFirst()
                .map(unknown -> "urlTemplate names the column " + unknown.group() + "; the columns are "
                        + String.join(", ", ContactsFile.columns()))
                .orElse("");
    }

    private void look() {
        try {
            if (watch.changed()) {
                read();
            }
        } catch (RuntimeException e) {
            LOG.error("{}: {} could not be read", name, path, e);
        } finally {
            firstLook.complete(null);
        }
    }

    private void read() {
        try {
            long size = Files.size(path);
            if (size > LARGEST_FILE) {
                throw new Unusable(path + " has " + (size >> 20) + " MB, more than a directory holds in memory ("
                        + (LARGEST_FILE >> 20) + " MB); leave out columns, or connect a database instead");
            }
            directory = ContactsFile.read(
                    path.getFileName().toString(),
                    Files.readAllBytes(path),
                    config.defaultRegion(),
                    config.urlTemplate(),
                    numbers);
            tell(directory);
        } catch (Unusable e) {
            if (directory == null) {
                becomes(State.DOWN, e.getMessage());
            } else {
                becomes(State.DEGRADED, e.getMessage() + "; the contacts read before are still used");
            }
        } catch (NoSuchFileException e) {
            directory = null;
            becomes(State.DOWN, path + " is not there; put the file there, or correct 'file' in " + configurationFile);
        } catch (IOException e) {
            directory = null;
            becomes(
                    State.DOWN,
                    path + " cannot be read (" + e.getClass().getSimpleName()
                            + "); let the user that runs Jackfield read it");
        }
    }

    private void tell(Directory read) {
        LOG.info("{}: {} contacts with {} numbers read from {}", name, read.contacts(), read.numbers(), path);
        List<String> problems = read.problems();
        problems.stream().limit(PROBLEMS_LOGGED).forEach(problem -> LOG.warn("{}: {}", name, problem));
        if (problems.size() > PROBLEMS_LOGGED) {
            LOG.warn("{}: {} has {} more problems", name, path, problems.size() - PROBLEMS_LOGGED);
        }
        status = problems.isEmpty()
                ? status(State.UP, "")
                : status(
                        State.DEGRADED,
                        problems.get(0)
                                + (problems.size() > 1 ? "; " + (problems.size() - 1) + " more are in the log" : ""));
    }

    private void becomes(State state, String reason) {
        LOG.warn("{}: {}", name, reason);
        status = status(state, reason);
    }

    private Status status(State state, String reason) {
        Instant since = status.state() == state ? status.since() : Instant.now();
        return new Status(name, config.tenant(), state, reason, since, Map.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String tenant() {
        return config.tenant();
    }

    @Override
    public CompletionStage<List<Match>> lookup(PhoneNumber number) {
        lookups.incrementAndGet();
        return firstLook.thenApply(looked -> {
            Directory current = directory;
            if (current == null) {
                throw new IllegalStateException(status.reason());
            }
            return current.find(number, numbers).stream().map(this::match).toList();
        });
    }

    private Match match(Hit hit) {
        Contact contact = hit.entry().contact();
        return new Match(
                name,
                "Contact",
                contact.id(),
                contact.name(),
                contact.company(),
                contact.url(),
                hit.entry().field().column() + " " + hit.fit().reason(),
                hit.fit().strength(),
                List.of());
    }

    @Override
    public Status status() {
        Status now = status;
        Directory current = directory;
        Map<String, Long> counters = Map.of(
                "contacts", current == null ? 0L : current.contacts(),
                "numbers", current == null ? 0L : current.numbers(),
                "lookups", lookups.get());
        return new Status(name, now.tenant(), now.state(), now.reason(), now.since(), counters);
    }

    @Override
    @Deactivate
    public void close() {
        looker.shutdownNow();
        firstLook.complete(null);
    }
}
