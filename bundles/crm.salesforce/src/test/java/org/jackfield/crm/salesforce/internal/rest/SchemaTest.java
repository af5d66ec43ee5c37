package org.jackfield.crm.salesforce.internal.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jackfield.crm.salesforce.internal.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchemaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A clock that a test turns. */
    private static final class TurnedClock extends Clock {
        private Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void anObjectIsAskedForOnceADayAndThenOnlyWhetherItHasChanged() {
        TurnedClock clock = new TurnedClock();
        try (TestOrg org = new TestOrg();
                Http http = new Http("test")) {
            URI url = URI.create(org.url());
            Login login = new Login(
                    new Login.App(url, "app", "canary-secret", "", "", "", ""),
                    new TrustedHosts(url, List.of()),
                    http,
                    PATIENCE,
                    Clock.systemUTC());
            SalesforceApi api = new SalesforceApi(http, login, new Quota(System::nanoTime), "66.0", System::nanoTime);
            Schema schema = new Schema(api, clock);
            ObjectInfo contact = schema.object("Contact", PATIENCE).orElseThrow();
            assertTrue(contact.has("MobilePhone"));
            long before = api.calls();
            schema.object("Contact", PATIENCE);
            assertEquals(before, api.calls());
            clock.now = clock.now.plus(Duration.ofHours(25));
            assertEquals(Optional.of(contact), schema.object("Contact", PATIENCE));
            assertEquals(before + 1, api.calls());
            assertEquals(
                    Optional.empty(), schema.object("Nothing__c", PATIENCE), "what the org does not have is no fault");
        }
    }
}
