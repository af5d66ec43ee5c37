package org.jackfield.crm.salesforce.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.crm.ContactPage;
import org.jackfield.api.crm.StoredContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedTest {
    private final TestOrg org = new TestOrg();
    private final SalesforceConnector crm = org.connect();

    @AfterEach
    void close() {
        crm.close();
        org.close();
    }

    private ContactPage page(String cursor) throws Exception {
        return crm.feed().orElseThrow().page(cursor).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static List<String> names(ContactPage page) {
        return page.changed().stream().map(StoredContact::name).sorted().toList();
    }

    @Test
    void everybodyWithANumberIsToldAndThenWhoChanged() throws Exception {
        String company = org.add("Account", Map.of("Name", "Potomac Optics", "Phone", "020 7946 0300"));
        String ann =
                org.add("Contact", Map.of("LastName", "Lee", "MobilePhone", "(202) 555-0142", "AccountId", company));
        org.add("Contact", Map.of("LastName", "Without", "Fax", "(202) 555-0143"));
        org.add("Lead", Map.of("LastName", "Lead", "Company", "New", "Phone", "(202) 555-0144"));
        ContactPage all = page("");
        assertEquals(List.of("Lead", "Lee", "Potomac Optics"), names(all));
        assertFalse(all.more());
        StoredContact lee = all.changed().stream()
                .filter(each -> each.id().equals(ann))
                .findFirst()
                .orElseThrow();
        assertEquals("Potomac Optics", lee.company().orElseThrow());
        assertEquals(org.url() + "/" + ann, lee.url().orElseThrow());
        assertEquals(List.of(new StoredContact.PhoneField("Mobile Phone", "(202) 555-0142")), lee.phones());

        ContactPage nothing = page(all.cursor());
        assertEquals(List.of(), names(nothing));
        assertEquals(all.cursor(), nothing.cursor());

        org.change("Contact", ann, Map.of("LastName", "Lee-Brown"));
        assertEquals(List.of("Lee-Brown"), names(page(nothing.cursor())));
    }

    @Test
    void whoLosesTheNumberIsGone() throws Exception {
        String ann = org.add("Contact", Map.of("LastName", "Lee", "Phone", "(202) 555-0142"));
        String cursor = page("").cursor();
        org.change("Contact", ann, Map.of("Phone", ""));
        assertEquals(List.of(ann), page(cursor).gone());
    }

    @Test
    void manyComeInPagesEachOnceInOneCallAPage() throws Exception {
        for (int i = 0; i < 2_300; i++) {
            org.add("Contact", Map.of("LastName", "Name" + i, "Phone", "+1202555" + (1_000 + i)));
        }
        LookupTest.awaitUp(crm);
        long before = crm.status().counters().get("apiCalls");
        Set<String> ids = new HashSet<>();
        int told = 0;
        String cursor = "";
        boolean more = true;
        while (more) {
            ContactPage page = page(cursor);
            page.changed().forEach(each -> ids.add(each.id()));
            told += page.changed().size();
            cursor = page.cursor();
            more = page.more();
        }
        assertEquals(2_300, ids.size());
        assertEquals(2_300, told);
        assertTrue(
                crm.status().counters().get("apiCalls") <= before + 3,
                crm.status().toString());
    }

    @Test
    void aCursorOfSomebodyElseIsSaidSoThatAllIsReadAnew() {
        ExecutionException refused = assertThrows(ExecutionException.class, () -> page("17' OR Id!='"));
        assertInstanceOf(IllegalArgumentException.class, refused.getCause());
    }
}
