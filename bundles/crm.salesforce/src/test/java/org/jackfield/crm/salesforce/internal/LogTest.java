package org.jackfield.crm.salesforce.internal;

import static org.jackfield.crm.salesforce.internal.TestCalls.abandoned;
import static org.jackfield.crm.salesforce.internal.TestCalls.answered;
import static org.jackfield.crm.salesforce.internal.TestCalls.linkedTo;
import static org.jackfield.crm.salesforce.internal.TestCalls.noted;
import static org.jackfield.crm.salesforce.internal.TestCalls.owned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.Delivery;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Owner;
import org.jackfield.api.health.Status.State;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LogTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private TestOrg org = new TestOrg();
    private SalesforceConnector crm;

    @AfterEach
    void close() {
        crm.close();
        org.close();
    }

    private void connect(Map<String, Object> settings) {
        crm = org.connect(settings);
        Await.until(
                SOON,
                () -> crm.status().toString(),
                () -> crm.status().state() == State.UP || crm.status().state() == State.DEGRADED);
    }

    private void openOrg(OrgSettings settings) {
        org.close();
        org = new TestOrg(settings, PhoneIndex.DIGITS, 15_000);
    }

    private List<LogResult> log(Activity... activities) throws Exception {
        return crm.log(List.of(activities)).toCompletableFuture().get(40, TimeUnit.SECONDS);
    }

    private String written(Activity activity) throws Exception {
        return assertInstanceOf(LogResult.Written.class, log(activity).get(0)).crmId();
    }

    private Map<String, Object> onlyTask() {
        assertEquals(1, org.all("Task").size());
        return org.all("Task").get(0);
    }

    private String user(String name) {
        return org.all("User").stream()
                .filter(user -> name.equals(user.get("Name")))
                .map(user -> user.get("Id").toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anAnsweredCallIsOneTaskOfItsAgent() throws Exception {
        connect(Map.of());
        assertEquals(onlyTaskAfter(answered("01CALL")).get("Id"), written(answered("01CALL")));
        Map<String, Object> task = onlyTask();
        assertEquals("01CALL", task.get("CtiCallId__c"));
        assertEquals("Inbound call +12025550142", task.get("Subject"));
        assertEquals("Inbound", task.get("CallType"));
        assertEquals("Call", task.get("TaskSubtype"));
        assertEquals(132, task.get("CallDurationInSeconds"));
        assertEquals("Answered", task.get("CallDisposition"));
        assertEquals("01CALL", task.get("CallObject"));
        assertEquals("Completed", task.get("Status"));
        assertEquals("2026-11-25", task.get("ActivityDate"));
        assertEquals(user("alice"), task.get("OwnerId"));
        assertEquals(Delivery.EXACTLY_ONCE, crm.delivery());
        assertEquals(State.UP, crm.status().state());
    }

    private Map<String, Object> onlyTaskAfter(Activity activity) throws Exception {
        written(activity);
        return onlyTask();
    }

    @Test
    void anAbandonedCallOfAWithheldNumberTellsNoneAndBelongsToTheDefaultOwner() throws Exception {
        connect(Map.of("defaultOwner", "bob@sandbox.example"));
        Map<String, Object> task = onlyTaskAfter(abandoned("01CALL"));
        assertEquals("Inbound call with the number withheld, not answered", task.get("Subject"));
        assertEquals("Abandoned", task.get("CallDisposition"));
        assertEquals(0, task.get("CallDurationInSeconds"));
        assertEquals(user("bob"), task.get("OwnerId"));
    }

    @Test
    void notesThatComeLaterChangeTheSameTask() throws Exception {
        connect(Map.of());
        String first = written(answered("01CALL"));
        assertEquals(first, written(noted("01CALL", "Wants a quote")));
        assertEquals("Wants a quote", onlyTask().get("Description"));
    }

    @Test
    void twoHundredCallsCostOneApiCall() throws Exception {
        connect(Map.of());
        written(answered("first"));
        long before = crm.status().counters().get("apiCalls");
        List<LogResult> results =
                log(IntStream.range(0, 200).mapToObj(i -> answered("call" + i)).toArray(Activity[]::new));
        assertTrue(results.stream().allMatch(LogResult.Written.class::isInstance), results.toString());
        assertEquals(201, org.all("Task").size());
        assertEquals(before + 1, crm.status().counters().get("apiCalls"));
    }

    @Test
    void peopleAreWhoACallIsWithAndEverythingElseIsWhatItIsAbout() throws Exception {
        String contact = org.add("Contact", Map.of("LastName", "Lee"));
        String lead = org.add("Lead", Map.of("LastName", "Lead", "Company", "New"));
        String account = org.add("Account", Map.of("Name", "Company"));
        String open = org.add("Case", Map.of("Subject", "Open", "ContactId", contact));
        connect(Map.of());
        log(linkedTo("contact", contact), linkedTo("lead", lead), linkedTo("account", account), linkedTo("case", open));
        assertEquals(contact, task("contact").get("WhoId"));
        assertEquals(lead, task("lead").get("WhoId"));
        assertEquals(account, task("account").get("WhatId"));
        assertEquals(open, task("case").get("WhatId"));
    }

    private Map<String, Object> task(String key) {
        return org.all("Task").stream()
                .filter(task -> key.equals(task.get("CtiCallId__c")))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0035g0000000zzzAAA", "003000000000000", "001AAAAAAAAAAAAAAA", "500AAAAAAAAAAAA"})
    void aCallWhoseRecordIsGoneIsLoggedWithoutIt(String gone) throws Exception {
        connect(Map.of());
        List<LogResult> results = log(answered("good"), linkedTo("linked", gone));
        assertTrue(results.stream().allMatch(LogResult.Written.class::isInstance), results.toString());
        assertNull(task("linked").get("WhoId"));
        assertNull(task("linked").get("WhatId"));
    }

    @Test
    void agentsAreFoundByTableThenFederationIdThenEmail() throws Exception {
        connect(Map.of("agents", new String[] {"x1=carol@sandbox.example", "x2=" + user("dan")}));
        log(
                owned("table", new Owner("x1", Optional.of("bob@sandbox.example"), Optional.empty())),
                owned("tableById", Owner.agent("x2")),
                owned("federation", new Owner("f", Optional.of("bob@sandbox.example"), Optional.of("eve"))),
                owned("email", new Owner("e", Optional.of("Frank@Sandbox.example"), Optional.of("nobody"))));
        assertEquals(user("carol"), task("table").get("OwnerId"));
        assertEquals(user("dan"), task("tableById").get("OwnerId"));
        assertEquals(user("eve"), task("federation").get("OwnerId"));
        assertEquals(user("frank"), task("email").get("OwnerId"));
        assertEquals(State.UP, crm.status().state());
    }

    @Test
    void anAgentWithoutAUserIsNamedInTheStatusAndTheCallIsLoggedAllTheSame() throws Exception {
        connect(Map.of());
        written(owned("01CALL", new Owner("zoe", Optional.of("zoe' OR Name!='"), Optional.empty())));
        assertEquals(user("Integration"), onlyTask().get("OwnerId"));
        assertEquals(State.DEGRADED, crm.status().state());
        assertTrue(crm.status().reason().contains("zoe"), crm.status().reason());
        assertFalse(crm.status().reason().contains("OR Name"), crm.status().reason());
    }

    @Test
    void anOrgWithoutCallFieldsHasThemInTheDescriptionAndThatIsSaidOnce() throws Exception {
        openOrg(new OrgSettings(false, false, true, Set.of()));
        connect(Map.of());
        Map<String, Object> task = onlyTaskAfter(noted("01CALL", "Wants a quote"));
        String description = task.get("Description").toString();
        assertTrue(description.startsWith("Wants a quote\n\n"), description);
        assertTrue(description.contains("Seconds talked: 132"), description);
        assertTrue(description.contains("Direction: Inbound"), description);
        assertTrue(
                crm.status().reason().contains("CallDurationInSeconds"),
                crm.status().reason());
    }

    @Test
    void withoutAnExternalIdTheCallIsFoundByItsCallObjectAndBestEffortIsSaid() throws Exception {
        openOrg(new OrgSettings(false, true, true, Set.of("Task.CtiCallId__c")));
        connect(Map.of());
        assertEquals(Delivery.BEST_EFFORT, crm.delivery());
        String first = written(answered("01CALL"));
        assertEquals(first, written(noted("01CALL", "Wants a quote")));
        assertEquals("Wants a quote", onlyTask().get("Description"));
        assertEquals(State.DEGRADED, crm.status().state());
        assertTrue(crm.status().reason().contains("CtiCallId__c"), crm.status().reason());
    }

    @Test
    void anOrgInWhichACallCannotBeKnownKeepsTheCallsWaiting() throws Exception {
        openOrg(new OrgSettings(false, false, true, Set.of("Task.CtiCallId__c")));
        crm = org.connect();
        LogResult.Later later =
                assertInstanceOf(LogResult.Later.class, log(answered("01CALL")).get(0));
        assertTrue(later.reason().contains("add the external id"), later.reason());
        assertEquals(List.of(), org.all("Task"));
    }

    @Test
    void whereTheExternalIdIsNotUniqueTheOldestOfSeveralIsChanged() throws Exception {
        openOrg(new OrgSettings(false, true, false, Set.of()));
        String oldest = org.add("Task", Map.of("Status", "Completed", "CtiCallId__c", "01CALL"));
        org.add("Task", Map.of("Status", "Completed", "CtiCallId__c", "01CALL"));
        connect(Map.of());
        assertEquals(Delivery.BEST_EFFORT, crm.delivery());
        assertEquals(oldest, written(noted("01CALL", "Wants a quote")));
        assertEquals(2, org.all("Task").size());
        assertTrue(crm.status().reason().contains("Several Tasks"), crm.status().reason());
    }

    @Test
    void anInactiveOwnerGivesWayToTheDefaultOne() throws Exception {
        connect(Map.of("defaultOwner", "bob@sandbox.example"));
        assertEquals(user("alice"), onlyTaskAfter(answered("before")).get("OwnerId"));
        org.deactivate(user("alice"));
        written(answered("after"));
        assertEquals(user("bob"), task("after").get("OwnerId"));
    }

    @Test
    void textThatIsTooLongIsCutAndNotRefused() throws Exception {
        connect(Map.of());
        Map<String, Object> task = onlyTaskAfter(noted("01CALL", "x".repeat(40_000)));
        assertEquals(32_000, task.get("Description").toString().length());
    }
}
