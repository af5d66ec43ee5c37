package org.jackfield.routes.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.ConnectionState;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.Party;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.health.Status;
import org.jackfield.api.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultRoutesTest {
    @TempDir
    Path folder;

    private TestHouse house;

    @BeforeEach
    void build() {
        house = new TestHouse(folder);
    }

    @AfterEach
    void tearDown() {
        house.close();
    }

    private List<String> told(String... kinds) {
        return house.told.stream()
                .filter(line -> List.of(kinds).contains(line.split(" ")[0]))
                .toList();
    }

    @Test
    void aRingPopsAndTheRecordFollows() throws Exception {
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        assertEquals(
                List.of("pop A", "complete A ok [Ann Customer]", "attach A Ann Customer"),
                told("pop", "complete", "attach"));
    }

    @Test
    void aSlowCrmHoldsUpNeitherThisPopNorTheNextOne() throws Exception {
        CompletableFuture<Lookup> slow = new CompletableFuture<>();
        house.crm = number -> slow;
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("B", ConnectionState.ALERTING));
        assertEquals(List.of("pop A", "pop B"), told("pop", "complete"));
        slow.complete(TestHouse.found("Ann Customer"));
        assertEquals(4, told("pop", "complete").size());
    }

    @Test
    void crmThatIsLateCompletesThePopWhenItAnswers() throws Exception {
        CompletableFuture<Lookup> slow = new CompletableFuture<>();
        List<Lookup> atTheDeadline =
                new ArrayList<>(List.of(new Lookup(CrmState.UNAVAILABLE, List.of(), List.of(), true)));
        house.crm =
                number -> atTheDeadline.isEmpty() ? slow : CompletableFuture.completedFuture(atTheDeadline.remove(0));
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        assertEquals(List.of("pop A", "complete A unavailable []"), told("pop", "complete"));
        slow.complete(TestHouse.found("Ann Customer"));
        assertEquals(
                List.of("pop A", "complete A unavailable []", "complete A ok [Ann Customer]"), told("pop", "complete"));
    }

    @Test
    void singleRecordOpensOnTheAgentsScreenInsideItsCrm() throws Exception {
        house.crm = number -> CompletableFuture.completedFuture(TestHouse.found("Ann Customer"));
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        assertEquals(List.of("opens Ann Customer alice"), told("opens"));
    }

    @Test
    void whichOfSeveralRecordsItIsIsForAPersonToSay() throws Exception {
        house.crm = number -> CompletableFuture.completedFuture(TestHouse.found("Ann", "Anna"));
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        assertEquals(List.of("complete A ok [Ann, Anna]"), told("complete", "attach"));
    }

    @Test
    void withoutTheContactsBundleThePopSaysSo() throws Exception {
        house.house.contacts = null;
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        assertEquals(List.of("complete A unavailable []"), told("complete", "attach"));
    }

    @Test
    void aWithheldNumberIsNeverLookedUp() throws Exception {
        house.crm = number -> {
            throw new AssertionError("looked up " + number);
        };
        house.start();
        house.happens(
                CallEventType.DELIVERED,
                TestCalls.call("A", Direction.INBOUND, Party.withheld(), Optional.empty(), ConnectionState.ALERTING));
        assertEquals(List.of("complete A none []"), told("complete"));
    }

    @Test
    void aFailingStepIsAStatusAndTheNextCallPopsAllTheSame() throws Exception {
        house.calls = () -> {
            throw new IllegalStateException("the tracker is broken");
        };
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("B", ConnectionState.ALERTING));
        assertEquals(List.of("pop A", "pop B"), told("pop"));
        Status route = house.status("route ring-to-screen");
        assertEquals("the tracker is broken", route.reason());
        assertEquals(2, route.counters().get("failures"));
    }

    @Test
    void noPopWaitsForEverForItsRecord() throws Exception {
        house.crm = number -> CompletableFuture.failedFuture(new IllegalStateException("the index is broken"));
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        house.crm = number -> new CompletableFuture<>();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("B", ConnectionState.ALERTING));
        TestHouse.until(() -> told("complete").size() == 2);
        assertEquals(List.of("complete A unavailable []", "complete B unavailable []"), told("complete", "attach"));
    }

    @Test
    void aBrokenDeviceDriverIsNotTheOtherPhonesFault() throws Exception {
        house.house.devices.add(0, new DeviceDriver() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Collection<Device> devices() {
                return List.of();
            }

            @Override
            public CompletionStage<Integer> show(LineRef line, Display display) {
                throw new IllegalStateException("no display");
            }
        });
        house.start();
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        assertEquals(1, told("show").size());
        assertEquals(
                "no display", house.status("route jackfield:display broken").reason());
    }

    @Test
    void whatRingsDuringAnUpdateOfTheRoutesPopsAfterIt() throws Exception {
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("B", ConnectionState.ALERTING));
        house.happens(CallEventType.CALL_CLEARED, TestCalls.inbound("B", ConnectionState.NULL));
        house.start();
        assertEquals(List.of("pop A", "complete A ok [Ann Customer]"), told("pop", "complete"));
    }

    @Test
    void theDisplayShowsTheNameTheRecordAndThenNothing() throws Exception {
        house.start();
        Call ringing = TestCalls.inbound("A", ConnectionState.ALERTING);
        Call known = TestCalls.call(
                "A", Direction.INBOUND, TestCalls.ANN, Optional.of("Ann Customer"), ConnectionState.ALERTING);
        house.happens(CallEventType.DELIVERED, ringing);
        house.happens(CallEventType.CALL_INFORMATION, known);
        house.happens(CallEventType.CALL_INFORMATION, known);
        house.happens(CallEventType.CALL_CLEARED, TestCalls.inbound("A", ConnectionState.NULL));
        assertEquals(
                List.of(
                        "show 1001 [Ann from the PBX|+12025550101] ringing",
                        "show 1001 [Ann Customer|+12025550101] ringing",
                        "show 1001 [|]"),
                told("show"));
    }

    private void owes(String... calls) {
        for (String call : calls) {
            house.owes(TestCalls.inbound(call, ConnectionState.NULL), 0);
        }
    }

    @Test
    void endedCallsReachTheCrmInOneRequest() throws Exception {
        owes("A", "B");
        house.start();
        TestHouse.until(() -> told("done").size() == 2);
        assertEquals(List.of("done A task-A", "done B task-B"), told("done", "failed", "dead"));
        assertEquals(List.of(List.of("A", "B")), house.batches);
    }

    @Test
    void aCrmThatTakesOneAtATimeGetsThemOneAfterTheOther() throws Exception {
        house.logBatch = 1;
        owes("A", "B", "C");
        house.start();
        TestHouse.until(() -> told("done").size() == 3);
        assertEquals(List.of(List.of("A"), List.of("B"), List.of("C")), house.batches);
    }

    @Test
    void theFirstCallIsLoggedAtOnceAndTheNextOnesTogether() throws Exception {
        house.logBatch = 3;
        owes("A");
        house.start();
        TestHouse.until(() -> told("done").size() == 1);
        owes("B", "C");
        owes("D");
        TestHouse.until(() -> told("done").size() == 4);
        assertEquals(List.of(List.of("A"), List.of("B", "C", "D")), house.batches);
    }

    @Test
    void nothingElseIsGivenWhileAnAnswerIsAwaited() throws Exception {
        CompletableFuture<List<LogResult>> slow = new CompletableFuture<>();
        house.logBatch = 1;
        house.logging = activities -> slow;
        owes("A", "B");
        AtomicInteger looks = new AtomicInteger();
        house.database = looks::incrementAndGet;
        house.start();
        TestHouse.until(() -> looks.get() > 2);
        assertEquals(List.of(List.of("A")), house.batches);
        house.logging = TestHouse::written;
        slow.complete(List.of(new LogResult.Written("late")));
        TestHouse.until(() -> told("done").size() == 2);
        assertEquals(List.of("done A late", "done B task-B"), told("done"));
    }

    @Test
    void oneRefusedActivityIsDeadAndItsNeighboursAreLogged() throws Exception {
        house.logging = activities -> CompletableFuture.completedFuture(
                List.of(new LogResult.Written("1"), new LogResult.Refused("no such field"), LogResult.later("locked")));
        owes("A", "B", "C");
        house.start();
        TestHouse.until(() -> told("done", "dead", "failed").size() == 3);
        assertEquals(List.of("done A 1", "dead B no such field", "failed C locked"), told("done", "failed", "dead"));
    }

    @Test
    void aHiccupOfTheCrmIsNotEvenNoticed() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        house.logging = activities -> tries.incrementAndGet() < 3
                ? CompletableFuture.failedFuture(new IllegalStateException("503"))
                : TestHouse.written(activities);
        owes("A");
        house.start();
        TestHouse.until(() -> !told("done", "failed").isEmpty());
        assertEquals(List.of("done A task-A"), told("done", "failed", "dead"));
    }

    @Test
    void aCrmThatIsDownIsTriedAgainLater() throws Exception {
        house.logging = activities -> CompletableFuture.failedFuture(new IllegalStateException("The CRM is down"));
        house.owes(TestCalls.inbound("A", ConnectionState.NULL), 2);
        house.start();
        TestHouse.until(() -> !told("done", "failed", "dead").isEmpty());
        Instant settled = Instant.now();
        assertEquals(List.of("failed A The CRM is down"), told("done", "failed", "dead"));
        Duration wait = Duration.between(settled, house.retries.get(0));
        assertTrue(wait.toSeconds() >= 10 && wait.toSeconds() <= 25, () -> "waits " + wait);
    }

    @Test
    void whileItsBreakerIsOpenACrmIsOwedAndLeftAlone() throws Exception {
        house.breaker = BreakerState.OPEN;
        owes("A", "B");
        AtomicInteger looks = new AtomicInteger();
        house.database = looks::incrementAndGet;
        house.start();
        TestHouse.until(() -> looks.get() > 1);
        assertEquals(List.of(), house.batches);
        house.breaker = BreakerState.HALF_OPEN;
        TestHouse.until(() -> !house.batches.isEmpty());
        assertEquals(List.of("A"), house.batches.get(0), "one alone shows whether it is well again");
        house.breaker = BreakerState.CLOSED;
        TestHouse.until(() -> told("done").size() == 2);
    }

    @Test
    void aCrmThatCannotLogIsLeftAloneAtOnce() throws Exception {
        house.logging =
                activities -> CompletableFuture.failedFuture(new UnsupportedOperationException("does not log calls"));
        owes("A");
        house.start();
        TestHouse.until(() -> !told("done", "failed", "dead").isEmpty());
        assertEquals(List.of("dead A does not log calls"), told("done", "failed", "dead"));
    }

    @Test
    void aCrmWhoseBundleIsBeingUpdatedGetsTheCallLater() throws Exception {
        house.there = false;
        owes("A");
        AtomicInteger looks = new AtomicInteger();
        house.database = looks::incrementAndGet;
        house.start();
        TestHouse.until(() -> looks.get() > 1);
        assertEquals(List.of(), told("done", "failed", "dead"));
        house.there = true;
        TestHouse.until(() -> told("done").size() == 1);
    }

    @Test
    void aDatabaseThatIsAwayIsTheStoresAffairAndTheCallIsLoggedWhenItIsBack() throws Exception {
        house.owes(TestCalls.inbound("A", ConnectionState.NULL), 0);
        AtomicInteger looks = new AtomicInteger();
        house.database = () -> {
            if (looks.incrementAndGet() < 3) {
                throw new StoreException("The database is away", null);
            }
        };
        house.start();
        TestHouse.until(() -> !told("done").isEmpty());
        assertTrue(house.panel.health().stream().noneMatch(status -> status.state() != Status.State.UP));
    }

    @Test
    void aDefaultRouteCanBeLeftOut() throws Exception {
        house.start("ring-to-display");
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        assertEquals(List.of(), told("show"));
        assertEquals(1, told("pop").size());
    }

    @Test
    void whatMovesAPopIsNeverDroppedFromTheDefaultRoutes() throws Exception {
        house.start();
        assertEquals(List.of("routes-house", "routes-house-displays"), List.copyOf(house.kept.keySet()));
        house.happens(CallEventType.DELIVERED, TestCalls.inbound("A", ConnectionState.ALERTING));
        for (var keep : house.kept.values()) {
            assertTrue(keep.test(event(CallEventType.CONNECTION_CLEARED)));
            assertFalse(keep.test(event(CallEventType.CALL_INFORMATION)));
        }
    }

    private Event event(CallEventType type) {
        Call call = TestCalls.inbound("A", ConnectionState.NULL);
        return house.append(call.tenant(), new CallFact(type, call.link(), 1, call, Optional.of("c2"), false));
    }

    @Test
    void aStoppedPanelHearsNothingMore() throws Exception {
        house.start();
        house.close();
        assertTrue(house.readers.isEmpty());
    }
}
