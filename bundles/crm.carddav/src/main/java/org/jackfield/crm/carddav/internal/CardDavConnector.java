package org.jackfield.crm.carddav.internal;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;
import org.jackfield.api.health.Status.State;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.carddav.internal.Dav.Changes;
import org.jackfield.crm.carddav.internal.Dav.DavException;
import org.jackfield.crm.carddav.internal.Dav.Stored;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Contacts of a CardDAV address book, mirrored in memory and brought up to date by its sync tokens. */
@Component(
        service = CrmConnector.class,
        immediate = true,
        configurationPid = "org.jackfield.crm.carddav",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CardDavConfig.class, factory = true)
public final class CardDavConnector implements CrmConnector, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CardDavConnector.class);
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int CARDS_AT_ONCE = 100;

    private final String name;
    private final CardDavConfig config;
    private final AddressBook book;
    private final ScheduledThreadPoolExecutor thread;
    private final CompletableFuture<Void> firstReading = new CompletableFuture<>();
    private final AtomicLong lookups = new AtomicLong();
    private Dav dav;
    private String token = "";
    private volatile boolean read;
    private volatile Status status;

    @Activate
    public CardDavConnector(@Reference NumberMatcher numbers, CardDavConfig config, Map<String, Object> properties) {
        this(String.valueOf(properties.get("service.pid")), config, numbers);
    }

    CardDavConnector(String pid, CardDavConfig config, NumberMatcher numbers) {
        this.name = "carddav~" + pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
        this.config = config;
        this.book = new AddressBook(name, config, numbers);
        this.status = new Status(
                name, config.tenant(), State.CONNECTING, "The address book is being read", Instant.now(), Map.of());
        this.thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "jackfield-crm.carddav-" + name));
        try {
            dav = new Dav(address(config, numbers), config.username(), config.secret());
            thread.scheduleWithFixedDelay(this::bring, 0, config.changesEverySeconds(), TimeUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            becomes(State.DOWN, "etc/" + pid + ".cfg: " + e.getMessage());
            firstReading.complete(null);
        }
    }

    private static URI address(CardDavConfig config, NumberMatcher numbers) {
        if (!numbers.knows(config.defaultRegion())) {
            throw new IllegalArgumentException("defaultRegion '" + config.defaultRegion()
                    + "' is not a region; two capital letters such as GB or VN are");
        }
        if (config.changesEverySeconds() < 5 || config.changesEverySeconds() > 86_400) {
            throw new IllegalArgumentException(
                    "changesEverySeconds is " + config.changesEverySeconds() + "; it must be between 5 and 86400");
        }
        if (!config.urlTemplate().matches("(https?://.+)?")) {
            throw new IllegalArgumentException("urlTemplate '" + config.urlTemplate()
                    + "' is not an address; one begins with https:// or http://");
        }
        if (!config.url().matches("https?://[^@?#\\s]+")) {
            throw new IllegalArgumentException(
                    "url '" + config.url() + "' is no address book; write https://dav.example/staff/contacts/");
        }
        URI url = URI.create(config.url());
        if (url.getScheme().equals("http") && !config.allowPlainHttp() && !HERE.contains(url.getHost())) {
            throw new IllegalArgumentException("url '" + config.url()
                    + "' would send the password in the clear; use https://, or set allowPlainHttp = true");
        }
        return url;
    }

    /** Brings the mirror up to date. */
    private void bring() {
        try {
            synchronize();
            if (!read) {
                LOG.info("{}: {} contacts are mirrored", name, book.size());
            }
            read = true;
            becomes(State.UP, "");
        } catch (DavException e) {
            boolean again = e.forgotToken() && !token.isEmpty();
            token = again ? "" : token;
            becomes(
                    read ? State.DEGRADED : State.DOWN,
                    e.getMessage() + (read ? "; what was read before is used" : ""));
            if (again) {
                thread.execute(this::bring);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{}: the address book could not be read", name, e);
        } finally {
            firstReading.complete(null);
        }
    }

    private void synchronize() throws DavException, InterruptedException {
        Changes changes = dav.changes(token);
        List<String> changed = changes.changed();
        for (int from = 0; from < changed.size(); from += CARDS_AT_ONCE) {
            for (Stored card : dav.cards(changed.subList(from, Math.min(changed.size(), from + CARDS_AT_ONCE)))) {
                Card.read(card.href(), card.text())
                        .ifPresentOrElse(known -> book.put(card.href(), known), () -> book.remove(card.href()));
            }
        }
        changes.gone().forEach(book::remove);
        if (token.isEmpty()) {
            book.retain(new HashSet<>(changed));
        }
        token = changes.token(); // only now: what failed half-way is asked for again
    }

    private void becomes(State state, String reason) {
        Status before = status;
        if (before.state() == state && before.reason().equals(reason)) {
            return;
        }
        if (state != State.UP) {
            LOG.warn("{}: {}", name, reason);
        }
        Instant since = before.state() == state ? before.since() : Instant.now();
        status = new Status(name, config.tenant(), state, reason, since, Map.of());
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
        return firstReading.thenApply(looked -> {
            if (!read) {
                throw new IllegalStateException(status.reason());
            }
            return book.find(number);
        });
    }

    @Override
    public CompletionStage<Integer> erase(Erasure erasure) {
        Optional<PhoneNumber> number =
                erasure.number().map(e164 -> new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164));
        Optional<String> id = erasure.record()
                .filter(record -> record.connector().equals(name))
                .map(Erasure.Record::id);
        return CompletableFuture.completedStage(book.forget(number, id));
    }

    @Override
    public Status status() {
        Status now = status;
        Map<String, Long> counters = Map.of("contacts", (long) book.size(), "lookups", lookups.get());
        return new Status(name, now.tenant(), now.state(), now.reason(), now.since(), counters);
    }

    @Override
    @Deactivate
    public void close() {
        thread.shutdownNow();
        firstReading.complete(null);
    }
}
