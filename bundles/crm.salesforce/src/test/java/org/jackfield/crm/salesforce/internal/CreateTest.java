package org.jackfield.crm.salesforce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.NewRecord;
import org.jackfield.api.crm.Owner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CreateTest {
    private static final String NUMBER = "+12025550142";
    private static final Owner ALICE = new Owner("alice", Optional.of("alice@sandbox.example"), Optional.empty());

    private final TestOrg org = new TestOrg();
    private final SalesforceConnector crm = org.connect(Map.of("writeTimeoutMs", 1_000));

    @AfterEach
    void close() {
        crm.close();
        org.close();
    }

    private Match make(NewRecord wanted) throws Exception {
        return crm.create(wanted).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static NewRecord contact(String name) {
        return new NewRecord(
                NewRecord.Kind.CONTACT,
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.of(NUMBER),
                Optional.empty(),
                ALICE);
    }

    private static NewRecord supportCase(Optional<RecordRef> about) {
        return new NewRecord(
                NewRecord.Kind.CASE,
                "Lamp went dark",
                Optional.of("Since Friday"),
                about,
                Optional.of(NUMBER),
                Optional.of("01CALL"),
                ALICE);
    }

    @Test
    void aCaseIsAboutTheContactAndBelongsToWhoAsked() throws Exception {
        String ann = org.add("Contact", Map.of("LastName", "Lee"));
        Match made = make(
                supportCase(Optional.of(new RecordRef("salesforce~test", "Contact", ann, "Lee", Optional.empty()))));
        Map<String, Object> open = org.all("Case").get(0);
        assertEquals(made.id(), open.get("Id"));
        assertEquals(org.url() + "/" + made.id(), made.url().orElseThrow());
        assertEquals("Lamp went dark", open.get("Subject"));
        assertEquals(ann, open.get("ContactId"));
        assertEquals(NUMBER, open.get("SuppliedPhone"));
        assertEquals("Phone", open.get("Origin"));
        assertEquals("alice", org.need("User", open.get("OwnerId").toString()).get("Name"));
    }

    @Test
    void aContactIsMadeWithTheNumberAndFoundByItAtTheNextCall() throws Exception {
        Match made = make(contact("Ann Mary Lee"));
        Map<String, Object> contact = org.all("Contact").get(0);
        assertEquals("Ann", contact.get("FirstName"));
        assertEquals("Mary Lee", contact.get("LastName"));
        assertEquals(made.id(), LookupTest.lookup(crm, NUMBER).get(0).id());
    }

    @Test
    void whoIsThereAlreadyIsOfferedAndNoOtherIsMade() throws Exception {
        String there = org.add("Contact", Map.of("LastName", "Lee", "Phone", NUMBER));
        Match offered = make(contact("Ann Lee"));
        assertEquals(there, offered.id());
        assertTrue(offered.reason().contains("was there already"), offered.reason());
        assertEquals(1, org.all("Contact").size());
    }

    @Test
    void whoGetsNoAnswerIsToldThatItMayHaveBeenMade() {
        LookupTest.awaitUp(crm);
        org.order("fault=commit&path=/sobjects/Case&times=1&seconds=5");
        ExecutionException refused = assertThrows(ExecutionException.class, () -> make(supportCase(Optional.empty())));
        assertTrue(
                refused.getCause().getMessage().contains("may have been made"),
                refused.getCause().getMessage());
        assertEquals(1, org.all("Case").size());
    }
}
