package org.jackfield.it.bench;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.HdrHistogram.Histogram;
import org.jackfield.api.crm.ContactFeed;
import org.jackfield.api.crm.ContactPage;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.StoredContact;
import org.jackfield.api.crm.StoredContact.PhoneField;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.contacts.internal.ConnectedContacts;
import org.jackfield.contacts.internal.ContactsConfig;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.jackfield.core.internal.PhoneNumberPlan;
import org.jackfield.it.harness.Await;

/**
 * The contact index in this process: what a contact costs in memory, and what a look-up takes with a million of them.
 */
final class IndexBench {
    private static final int CONTACTS = 1_000_000;
    private static final int PAGE = 2_000;
    private static final int WARM_UP = 50_000;
    private static final int LOOKUPS = 200_000;

    private IndexBench() {}

    static void run(Report report) {
        double before = heap();
        long started = System.nanoTime();
        ContactsConfig config = (ContactsConfig) Proxy.newProxyInstance(
                IndexBench.class.getClassLoader(),
                new Class<?>[] {ContactsConfig.class},
                (proxy, method, arguments) -> method.getName().equals("indexed") ? "*" : method.getDefaultValue());
        Crm crm = new Crm();
        try (ConnectedContacts contacts =
                new ConnectedContacts(new PhoneNumberPlan(), new PhoneNumberMatching(), config)) {
            contacts.addConnector(crm);
            Await.until(Duration.ofMinutes(5), "the index is filled", () -> indexed(contacts) == CONTACTS);
            double seconds = (System.nanoTime() - started) / 1e9;
            double bytes = (heap() - before) / CONTACTS;
            report.row(
                    "index",
                    "a contact with a name, a company, an address and 1.5 numbers",
                    String.format(Locale.ROOT, "%.0f bytes", bytes),
                    "",
                    Map.of("bytesPerContact", bytes, "contacts", CONTACTS));
            report.row(
                    "index",
                    "filling it with " + Report.thousands(CONTACTS) + " contacts",
                    String.format(Locale.ROOT, "%.1f s", seconds),
                    "",
                    Map.of("fillSeconds", seconds));
            lookups(contacts, new Random(1), WARM_UP);
            Histogram took = lookups(contacts, new Random(2), LOOKUPS);
            report.row(
                    "index",
                    "a look-up, p50 / p99 / longest",
                    String.format(
                            Locale.ROOT,
                            "%.0f / %.0f / %.0f µs",
                            took.getValueAtPercentile(50) / 1e3,
                            took.getValueAtPercentile(99) / 1e3,
                            took.getMaxValue() / 1e3),
                    "",
                    Map.of("p99Micros", took.getValueAtPercentile(99) / 1e3, "lookups", LOOKUPS));
        }
    }

    /** Half of the callers are known; each must be found, and nobody else. */
    private static Histogram lookups(ConnectedContacts contacts, Random random, int count) {
        Histogram took = new Histogram(3);
        for (int i = 0; i < count; i++) {
            boolean known = i % 2 == 0;
            int contact = random.nextInt(CONTACTS);
            String number = known ? number(contact) : "+4930" + (80_000_000 + contact);
            long start = System.nanoTime();
            var answer = contacts.lookup("main", "", number, Duration.ofSeconds(1))
                    .toCompletableFuture()
                    .join();
            took.recordValue(System.nanoTime() - start);
            if (known != (answer.crm() == CrmState.OK)) {
                throw new AssertionError(number + ": " + answer.explanation());
            }
        }
        return took;
    }

    private static long indexed(ConnectedContacts contacts) {
        return contacts.health().stream()
                .mapToLong(status -> status.counters().getOrDefault("indexed", 0L))
                .sum();
    }

    /** German mobile numbers: each contact has its own. */
    private static String number(int contact) {
        return "+49151" + (10_000_000 + contact * 7_919L % 90_000_000);
    }

    private static StoredContact contact(int i) {
        String digits = number(i).substring(3);
        List<PhoneField> phones = new ArrayList<>();
        phones.add(new PhoneField(
                "mobile", i % 3 == 0 ? "0" + digits.substring(0, 3) + " " + digits.substring(3) : "+49 " + digits));
        if (i % 2 == 0) {
            phones.add(new PhoneField("phone", "030 " + (40_000_000 + i * 104_729L % 40_000_000)));
        }
        return new StoredContact(
                "Contact",
                "003" + String.format(Locale.ROOT, "%012d", i) + "AAA",
                "Customer Number " + i,
                Optional.of("Company " + i / 3),
                Optional.of("https://example.my.salesforce.com/003" + i),
                phones);
    }

    private static double heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A CRM with a million contacts that is only asked for its feed. */
    private static final class Crm implements CrmConnector, ContactFeed {
        @Override
        public String name() {
            return "bench~crm";
        }

        @Override
        public String tenant() {
            return "main";
        }

        @Override
        public Optional<ContactFeed> feed() {
            return Optional.of(this);
        }

        @Override
        public String region() {
            return "DE";
        }

        @Override
        public CompletionStage<ContactPage> page(String cursor) {
            int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
            int to = Math.min(CONTACTS, from + PAGE);
            List<StoredContact> page = new ArrayList<>(PAGE);
            for (int i = from; i < to; i++) {
                page.add(contact(i));
            }
            return CompletableFuture.completedStage(
                    new ContactPage(page, List.of(), String.valueOf(to), to < CONTACTS));
        }

        @Override
        public CompletionStage<List<Match>> lookup(PhoneNumber number) {
            return CompletableFuture.failedStage(new IllegalStateException("the CRM was asked, not the index"));
        }

        @Override
        public Status status() {
            return new Status(name(), tenant(), Status.State.UP, "", Instant.EPOCH, Map.of());
        }
    }
}
