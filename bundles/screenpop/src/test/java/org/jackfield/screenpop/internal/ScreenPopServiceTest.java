package org.jackfield.screenpop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jackfield.api.Tenant;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Cause;
import org.jackfield.api.call.Party;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Fact.PopFact;
import org.jackfield.api.event.Position;
import org.jackfield.api.pop.Pop;
import org.junit.jupiter.api.Test;

class ScreenPopServiceTest {
    private static final Lookup NOBODY = new Lookup(CrmState.NONE, List.of(), List.of());

    private final List<Event> events = new ArrayList<>();
    private final List<Pop> logged = new ArrayList<>();
    private final RecordingLog log = new RecordingLog();
    private ScreenPopService screens = new ScreenPopService(log);

    private Optional<Pop> decide(Call call) {
        return screens.decide(fact(call));
    }

    private static CallFact fact(Call call) {
        return new CallFact(CallEventType.DELIVERED, "asterisk~main", 1, call, Optional.of("c2"), false);
    }

    @Test
    void anUpdateOfTheBundleNeitherPopsAgainNorForgetsToClose() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice").rings("1002", "bob");
        decide(call.now());
        decide(call.clears("c3", Cause.NO_ANSWER).now());
        int before = logged.size();
        screens = new ScreenPopService(log);
        assertTrue(decide(call.answers("c2").now()).isEmpty());
        assertEquals(before, logged.size());
        assertEquals(1, screens.open(Tenant.MAIN, "alice").size());
        decide(call.ends(Cause.NORMAL_CLEARING).now());
        Pop last = logged.get(logged.size() - 1);
        assertEquals("alice ended 2", last.agent() + " " + last.reason().orElse("") + " " + last.rev());
    }

    @Test
    void aCallThatEndedDuringTheUpdateIsPutAway() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        decide(call.now());
        log.append(Tenant.MAIN, fact(call.ends(Cause.ABANDONED).now()));
        screens = new ScreenPopService(log);
        assertEquals(
                Optional.of("callerAbandoned"), logged.get(logged.size() - 1).reason());
        assertTrue(screens.open(Tenant.MAIN, "alice").isEmpty());
    }

    @Test
    void aPopThatWaitsForItsRecordIsHandedBackOnce() {
        CallPicture call = CallPicture.inbound("A").rings("1001", "alice");
        assertEquals("alice", decide(call.now()).orElseThrow().agent());
        assertTrue(decide(call.now()).isEmpty());
        assertTrue(decide(call.ends(Cause.ABANDONED).now()).isEmpty());
        assertEquals(2, logged.size());
    }

    @Test
    void aPopWithNobodyToLookUpDoesNotWait() {
        assertTrue(decide(CallPicture.inbound("A", Party.withheld())
                        .rings("1001", "alice")
                        .now())
                .isEmpty());
        assertEquals(CrmState.NONE, logged.get(0).crm());
    }

    @Test
    void revisionsReachTheLogInOrderWhoeverIsFirst() throws InterruptedException {
        ExecutorService crm = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 500; i++) {
            String id = "call" + i;
            CallPicture call = CallPicture.inbound(id).rings("1001", "alice");
            decide(call.now());
            crm.execute(() -> screens.complete(Tenant.MAIN, id, NOBODY));
            decide(call.ends(Cause.ABANDONED).now());
        }
        crm.shutdown();
        assertTrue(crm.awaitTermination(10, TimeUnit.SECONDS));
        for (int i = 0; i < 500; i++) {
            String id = "call" + i;
            List<Pop> revisions =
                    logged.stream().filter(pop -> pop.call().equals(id)).toList();
            for (int rev = 0; rev < revisions.size(); rev++) {
                assertEquals(rev + 1, revisions.get(rev).rev());
            }
            assertEquals(Pop.State.CLOSED, revisions.get(revisions.size() - 1).state());
        }
        assertTrue(screens.open(Tenant.MAIN, "alice").isEmpty());
    }

    private final class RecordingLog implements EventLog {
        @Override
        public Event append(String tenant, Fact fact) {
            if (fact instanceof PopFact told) {
                logged.add(told.pop());
            }
            Event event = new Event(new Position("test", events.size() + 1), tenant, Instant.EPOCH, fact);
            events.add(event);
            return event;
        }

        @Override
        public Position position() {
            return new Position("test", events.size());
        }

        @Override
        public Optional<List<Event>> after(Position position) {
            return Optional.of(List.copyOf(events));
        }

        @Override
        public Subscription subscribe(String name, int capacity, Predicate<Event> keep, Reader reader) {
            throw new UnsupportedOperationException("screenpop reads nothing by itself");
        }
    }
}
