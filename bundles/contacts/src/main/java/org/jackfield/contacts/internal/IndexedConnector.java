package org.jackfield.contacts.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jackfield.api.crm.ContactFeed;
import org.jackfield.api.crm.ContactPage;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.StoredContact;
import org.jackfield.api.crm.StoredContact.PhoneField;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of one connector and the reading of its feed: first all, then what changes, and all again now and then. A
 * reading of all goes into an index of its own, so that the one before answers until it is complete.
 */
final class IndexedConnector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedConnector.class);
    private static final int REFUSALS_TOLD = 3;
    private static final long FIRST_RETRY_MS = 250;

    private final String name;
    private final ContactFeed feed;
    private final NumberMatcher numbers;
    private final ContactsConfig config;
    private final LongSupplier nanoTime;
    private final ScheduledThreadPoolExecutor reader;
    private volatile Optional<ContactIndex> complete = Optional.empty();
    private volatile long freshNs;
    private volatile Optional<String> problem = Optional.empty();
    // written by the reader's thread alone
    private volatile ContactIndex filling;
    private String cursor = "";
    private long wholeNs;
    private long retryMs = FIRST_RETRY_MS;

    IndexedConnector(
            String name, ContactFeed feed, NumberMatcher numbers, ContactsConfig config, LongSupplier nanoTime) {
        this.name = name;
        this.feed = feed;
        this.numbers = numbers;
        this.config = config;
        this.nanoTime = nanoTime;
        this.reader = new ScheduledThreadPoolExecutor(
                1,
                task -> new Thread(task, "jackfield-contacts-index-" + name),
                new ThreadPoolExecutor.DiscardPolicy()); // what comes after the end is nobody's business
        this.filling = new ContactIndex(numbers, feed.region());
        schedule(0);
    }

    /** What the index knows; empty as long as it is not complete. */
    Optional<Answer> find(PhoneNumber wanted) {
        return complete.map(index -> answer(index, wanted));
    }

    private Answer answer(ContactIndex index, PhoneNumber wanted) {
        List<Match> matches = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<StoredContact> candidates = index.candidates(wanted);
        for (StoredContact contact : candidates) {
            best(contact, wanted, index.region())
                    .ifPresentOrElse(matches::add, () -> refused.add(refusal(contact, wanted, index.region())));
        }
        matches.sort(
                Comparator.comparing(Match::strength).thenComparing(Match::name).thenComparing(Match::id));
        long age = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - freshNs);
        String note = "That is from its index of " + index.size() + " contacts, " + age + " s old";
        String others = refused.isEmpty()
                ? ""
                : "; " + refused.size() + " that end alike do not fit: "
                        + String.join("; ", refused.subList(0, Math.min(REFUSALS_TOLD, refused.size())));
        return new Answer(matches, note + others + ".");
    }

    private Optional<Match> best(StoredContact contact, PhoneNumber wanted, String region) {
        PhoneField field = null;
        Fit best = null;
        for (PhoneField phone : contact.phones()) {
            Fit fit = numbers.fit(wanted, phone.written(), region);
            if (fit.fits() && (best == null || fit.strength().compareTo(best.strength()) < 0)) {
                best = fit;
                field = phone;
            }
        }
        return best == null ? Optional.empty() : Optional.of(match(contact, field, best));
    }

    private Match match(StoredContact contact, PhoneField field, Fit fit) {
        return new Match(
                name,
                contact.type(),
                contact.id(),
                contact.name(),
                contact.company(),
                contact.url(),
                field.label() + " " + fit.reason(),
                fit.strength(),
                List.of());
    }

    private String refusal(StoredContact contact, PhoneNumber wanted, String region) {
        PhoneField last = contact.phones().get(contact.phones().size() - 1);
        return contact.type() + " " + contact.id() + ", whose " + last.label() + " "
                + numbers.fit(wanted, last.written(), region).reason();
    }

    private void schedule(long delayMs) {
        reader.schedule(this::read, delayMs, TimeUnit.MILLISECONDS);
    }

    private void read() {
        try {
            feed.page(cursor).whenComplete((page, failure) -> reader.execute(() -> take(page, failure)));
        } catch (RuntimeException | LinkageError e) {
            take(null, e);
        }
    }

    private void take(ContactPage page, Throwable failure) {
        if (page == null) {
            failed(failure);
            return;
        }
        page.changed().forEach(filling::put);
        page.gone().forEach(filling::remove);
        cursor = page.cursor();
        retryMs = FIRST_RETRY_MS;
        if (page.more()) {
            schedule(0);
            return;
        }
        finished();
    }

    private void finished() {
        long now = nanoTime.getAsLong();
        if (complete.filter(filling::equals).isEmpty()) {
            LOG.info("{}: {} contacts are held in the index", name, filling.size());
            wholeNs = now;
        }
        complete = Optional.of(filling);
        problem = Optional.empty();
        freshNs = now;
        if (now - wholeNs > TimeUnit.HOURS.toNanos(config.wholeEveryHours())) {
            begin();
        }
        schedule(TimeUnit.SECONDS.toMillis(config.changesEverySeconds()));
    }

    private void failed(Throwable failure) {
        String reason = failure == null ? "its feed gave no page" : Failures.sentence(failure);
        if (problem.isEmpty()) {
            LOG.warn("{}: the index is not brought up to date: {}", name, reason);
        }
        problem = Optional.of(reason);
        if (Failures.cause(failure) instanceof IllegalArgumentException) {
            begin(); // the CRM does not know the cursor any more
        }
        schedule(retryMs);
        retryMs = Math.min(retryMs * 2, TimeUnit.SECONDS.toMillis(config.changesEverySeconds()));
    }

    private void begin() {
        cursor = "";
        filling = new ContactIndex(numbers, feed.region());
    }

    /** @return how many contacts are gone */
    int erase(Erasure erasure) {
        ContactIndex index = complete.orElse(filling);
        Set<String> ids = new HashSet<>();
        erasure.record().filter(record -> record.connector().equals(name)).ifPresent(record -> ids.add(record.id()));
        erasure.number()
                .map(number -> new PhoneNumber(PhoneNumber.Kind.PUBLIC, number, number))
                .ifPresent(number -> index.candidates(number).stream()
                        .filter(contact -> best(contact, number, index.region()).isPresent())
                        .forEach(contact -> ids.add(contact.id())));
        int before = index.size();
        ids.forEach(index::remove);
        return before - index.size();
    }

    /** For the connector's status. */
    Map<String, Long> counters() {
        return complete.map(index -> Map.of(
                        "indexed",
                        (long) index.size(),
                        "indexAgeMs",
                        TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - freshNs)))
                .orElse(Map.of("indexed", 0L));
    }

    /** Why it is not up to date, as a sentence; empty if it is. */
    Optional<String> problem() {
        return problem.map(reason -> "The index of " + name + " is not brought up to date: " + reason);
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
