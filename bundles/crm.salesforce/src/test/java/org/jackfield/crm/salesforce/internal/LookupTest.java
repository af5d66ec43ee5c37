package org.jackfield.crm.salesforce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status.State;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LookupTest {
    private static final String NUMBER = "+12025550142";

    static List<Match> lookup(SalesforceConnector crm, String number) throws Exception {
        return crm.lookup(TestNumbers.number(number)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static void awaitUp(SalesforceConnector crm) {
        Await.until(
                Duration.ofSeconds(20),
                () -> crm.status().toString(),
                () -> crm.status().state() == State.UP);
    }

    static void awaitUpOrDegraded(SalesforceConnector crm) {
        Await.until(
                Duration.ofSeconds(20),
                () -> crm.status().toString(),
                () -> crm.status().state() == State.UP || crm.status().state() == State.DEGRADED);
    }

    private static List<String> names(List<Match> matches) {
        return matches.stream().map(Match::name).toList();
    }

    private static Map<String, Object> contact(String name, String field, String number) {
        return Map.of("LastName", name, field, number);
    }

    @ParameterizedTest
    @EnumSource
    void callersAreFoundHoweverTheOrgIndexesNumbersAndStrangersAreNot(PhoneIndex phones) throws Exception {
        try (TestOrg org = new TestOrg(OrgSettings.PREPARED, phones, 15_000);
                SalesforceConnector crm = org.connect()) {
            org.add("Contact", contact("Plus", "Phone", "+1 202-555-0142"));
            org.add("Contact", contact("National", "OtherPhone", "(202) 555-0142"));
            org.add("Contact", contact("Dots", "HomePhone", "202.555.0142"));
            org.add("Contact", contact("Digits", "AssistantPhone", "+12025550142"));
            org.add("Contact", contact("Same End", "Phone", "+1 303 555 0142"));
            org.add("Contact", contact("Stranger", "Phone", "+44 20 7946 0142"));
            org.add("Contact", contact("Fax", "Fax", NUMBER));
            assertEquals(Set.of("Plus", "National", "Dots", "Digits"), Set.copyOf(names(lookup(crm, NUMBER))));
        }
    }

    @Test
    void theMatchSaysWhyAndOpensInTheOrgAndBringsItsOpenCases() throws Exception {
        try (TestOrg org = new TestOrg();
                SalesforceConnector crm = org.connect()) {
            String company = org.add("Account", Map.of("Name", "Potomac Optics"));
            String ann = org.add(
                    "Contact",
                    Map.of(
                            "LastName",
                            "Lee",
                            "FirstName",
                            "Ann",
                            "MobilePhone",
                            "(202) 555-0142",
                            "AccountId",
                            company));
            String open = org.add("Case", Map.of("Subject", "Lens cracked", "ContactId", ann));
            org.add("Case", Map.of("Subject", "Old", "ContactId", ann, "Status", "Closed"));
            Match match = lookup(crm, NUMBER).get(0);
            assertEquals("Ann Lee", match.name());
            assertEquals("Contact", match.type());
            assertEquals("Potomac Optics", match.company().orElseThrow());
            assertEquals(org.url() + "/" + ann, match.url().orElseThrow());
            assertTrue(match.reason().endsWith("(202) 555-0142"), match.reason());
            assertEquals(1, match.cases().size());
            assertEquals(open, match.cases().get(0).id());
            assertTrue(match.cases().get(0).subject().endsWith("Lens cracked"), match.toString());
            assertEquals(org.url() + "/" + open, match.cases().get(0).url().orElseThrow());
        }
    }

    @Test
    void severalWithTheNumberComeInTheOrderInWhichTheyCount() throws Exception {
        try (TestOrg org = new TestOrg();
                SalesforceConnector crm = org.connect()) {
            org.add("Lead", Map.of("LastName", "Lead", "Company", "New", "Phone", NUMBER));
            org.add("Account", Map.of("Name", "Company", "Phone", NUMBER));
            org.add("Contact", contact("Quiet", "Phone", NUMBER));
            String busy = org.add("Contact", contact("Busy", "Phone", NUMBER));
            org.add("Case", Map.of("Subject", "Open", "ContactId", busy));
            assertEquals(List.of("Busy", "Quiet", "Company", "Lead"), names(lookup(crm, NUMBER)));
        }
    }

    @Test
    void aPersonAccountIsFoundOnceWithTheCasesOfItsContact() throws Exception {
        OrgSettings persons = new OrgSettings(true, true, true, Set.of());
        try (TestOrg org = new TestOrg(persons, PhoneIndex.DIGITS, 15_000);
                SalesforceConnector crm = org.connect()) {
            String account = org.add("Account", Map.of("LastName", "Person", "PersonMobilePhone", NUMBER));
            Object contact = org.all("Account").get(0).get("PersonContactId");
            org.add("Case", Map.of("Subject", "Mine", "ContactId", contact));
            List<Match> matches = lookup(crm, NUMBER);
            assertEquals(1, matches.size(), matches.toString());
            assertEquals("Person Account", matches.get(0).type());
            assertEquals(account, matches.get(0).id());
            assertEquals(1, matches.get(0).cases().size());
        }
    }

    @Test
    void fieldsThatTheOrgDoesNotHaveAreNotAskedFor() throws Exception {
        OrgSettings bare = new OrgSettings(
                false, true, true, Set.of("Contact.HomePhone", "Contact.Title", "Lead.Company", "Contact.AccountId"));
        try (TestOrg org = new TestOrg(bare, PhoneIndex.DIGITS, 15_000);
                SalesforceConnector crm = org.connect()) {
            org.add("Contact", contact("Lee", "Phone", NUMBER));
            assertEquals(List.of("Lee"), names(lookup(crm, NUMBER)));
        }
    }

    @Test
    void aLeadThatBecameAContactIsNoLongerFound() throws Exception {
        try (TestOrg org = new TestOrg();
                SalesforceConnector crm = org.connect()) {
            org.add("Lead", Map.of("LastName", "Open", "Company", "New", "Phone", NUMBER));
            assertEquals(List.of("Open"), names(lookup(crm, NUMBER)));
        }
    }

    @Test
    void aNumberThatIsNotPublicNeverReachesTheOrg() throws Exception {
        try (TestOrg org = new TestOrg();
                SalesforceConnector crm = org.connect()) {
            awaitUp(crm);
            lookup(crm, NUMBER);
            long before = crm.status().counters().get("apiCalls");
            for (PhoneNumber.Kind kind : PhoneNumber.Kind.values()) {
                if (kind != PhoneNumber.Kind.PUBLIC) {
                    assertEquals(
                            List.of(),
                            crm.lookup(new PhoneNumber(kind, NUMBER, NUMBER))
                                    .toCompletableFuture()
                                    .get(20, TimeUnit.SECONDS));
                }
            }
            assertEquals(before, crm.status().counters().get("apiCalls"));
        }
    }

    @Test
    void aLookupCostsOneCallForStrangersAndTwoForThoseWhoAreKnown() throws Exception {
        try (TestOrg org = new TestOrg();
                SalesforceConnector crm = org.connect()) {
            awaitUp(crm);
            org.add("Contact", contact("Lee", "Phone", NUMBER));
            lookup(crm, NUMBER);
            long before = crm.status().counters().get("apiCalls");
            lookup(crm, "+12025550143");
            assertEquals(before + 1, crm.status().counters().get("apiCalls"));
            lookup(crm, NUMBER);
            assertEquals(before + 3, crm.status().counters().get("apiCalls"));
        }
    }
}
