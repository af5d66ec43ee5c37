package org.jackfield.crm.directory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status.State;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.core.internal.PhoneNumberMatching;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryConnectorTest {
    private static final String HEADER = "id,name,company,phone,mobile\n";
    private static final String ANN = "1,Ann Customer,Potomac Optics,(202) 555-0101,+44 7700 900123\n";
    private static final String BEN = "2,Ben Customer,Potomac Optics,(202) 555-0101,\n";

    @TempDir
    Path folder;

    private Path file;
    private DirectoryConnector connector;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("contacts.csv");
        Files.writeString(file, HEADER + ANN);
        connector = open(file.toString(), "US", "https://crm.example/{id}");
    }

    @AfterEach
    void stop() {
        connector.close();
    }

    @Test
    void callerIsFoundWithCompanyAddressAndReason() {
        assertEquals(
                List.of(new Match(
                        "directory~contacts",
                        "Contact",
                        "1",
                        "Ann Customer",
                        Optional.of("Potomac Optics"),
                        Optional.of("https://crm.example/1"),
                        "mobile +44 7700 900123",
                        List.of())),
                lookup("+447700900123"));
        assertEquals("phone +1 202-555-0101", lookup("+12025550101").get(0).reason());
        assertEquals(List.of(), lookup("+12025550199"));
        assertEquals(State.UP, connector.status().state());
        assertEquals(1, connector.status().counters().get("contacts"));
    }

    @Test
    void changedFileIsReadAgainWithoutARestart() throws IOException {
        assertEquals(1, lookup("+12025550101").size());
        Files.writeString(file, HEADER + ANN + BEN);

        until("Ben is there", () -> lookup("+12025550101").size() == 2);
    }

    @Test
    void brokenRowShowsAsDegradedAndGoesAwayWhenItIsCorrected() throws IOException {
        Files.writeString(file, HEADER + ANN + ",Nobody,,,\n");
        until("the broken row is told", () -> connector.status().state() == State.DEGRADED);
        assertEquals(
                "contacts.csv line 3: id or name is empty; fill in both (the row is left out until then)",
                connector.status().reason());
        assertEquals(1, lookup("+12025550101").size());

        Files.writeString(file, HEADER + ANN + BEN);
        until("all is well", () -> connector.status().state() == State.UP);
        assertEquals("", connector.status().reason());
    }

    @Test
    void fileThatIsSpoiltAsAWholeLeavesTheOldContactsInUse() throws IOException {
        assertEquals(1, lookup("+12025550101").size());
        Files.writeString(file, "hello\n");

        until("it is told", () -> connector.status().state() == State.DEGRADED);
        assertTrue(connector.status().reason().endsWith("; the contacts read before are still used"));
        assertEquals(1, lookup("+12025550101").size());
    }

    @Test
    void missingFileIsDownAndComesBackWhenItIsThere() throws IOException {
        lookup("+12025550101");
        Files.delete(file);
        until("it is told", () -> connector.status().state() == State.DOWN);
        assertEquals(
                file + " is not there; put the file there, or correct 'file' in"
                        + " etc/org.jackfield.crm.directory~contacts.cfg",
                connector.status().reason());
        CompletionException e = assertThrows(CompletionException.class, () -> lookup("+12025550101"));
        assertEquals(connector.status().reason(), e.getCause().getMessage());

        Files.writeString(file, HEADER + ANN);
        until("it is back", () -> connector.status().state() == State.UP);
        assertEquals(1, lookup("+12025550101").size());
    }

    @Test
    void wrongSettingIsNamedWithItsFile() {
        assertWrong("", "US", "", "file is empty; name the CSV file, for example ${karaf.etc}/contacts.csv");
        assertWrong("x.csv", "UK", "", "defaultRegion 'UK' is not a region; two capital letters such as GB or VN are");
        assertWrong(
                "x.csv",
                "GB",
                "javascript:alert(1)",
                "urlTemplate 'javascript:alert(1)' is not an address; one begins with https:// or http://");
        assertWrong(
                "x.csv",
                "GB",
                "https://crm.example/{Id}",
                "urlTemplate names the column {Id}; the columns are"
                        + " id, name, company, phone, mobile, other, email, notes, region");
    }

    private static void assertWrong(String file, String region, String urlTemplate, String sentence) {
        try (DirectoryConnector wrong = open(file, region, urlTemplate)) {
            assertEquals(State.DOWN, wrong.status().state());
            assertEquals(
                    "etc/org.jackfield.crm.directory~contacts.cfg: " + sentence,
                    wrong.status().reason());
        }
    }

    private List<Match> lookup(String e164) {
        return connector
                .lookup(new PhoneNumber(PhoneNumber.Kind.PUBLIC, e164, e164))
                .toCompletableFuture()
                .join();
    }

    static DirectoryConnector open(String file, String region, String urlTemplate) {
        return new DirectoryConnector(
                "org.jackfield.crm.directory~contacts",
                config(file, region, urlTemplate),
                new PhoneNumberMatching(),
                10);
    }

    private static DirectoryConfig config(String file, String region, String urlTemplate) {
        return new DirectoryConfig() {
            @Override
            public String file() {
                return file;
            }

            @Override
            public String tenant() {
                return "main";
            }

            @Override
            public String defaultRegion() {
                return region;
            }

            @Override
            public String urlTemplate() {
                return urlTemplate;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return DirectoryConfig.class;
            }
        };
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Not within 10 s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
