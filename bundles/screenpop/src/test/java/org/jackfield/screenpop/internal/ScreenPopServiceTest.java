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

    private final List<Pop> logged = new ArrayList<>();
    private final ScreenPopService screens = new ScreenPopService(new RecordingLog());

    private Optional<Pop> decide(Call call) {
        return screens.decide(
                new CallFact(CallEventType.DELIVERED, "asterisk~main", 1, call, Optional.of("c2"), false));
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
        assertTrue(decide(CallPicture.inbound("A", Party.withheld()).rings("1001", "alice").now())
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
            logged.add(((PopFact) fact).pop());
            return new Event(position(), tenant, Instant.EPOCH, fact);
        }

        @Override
        public Position position() {
            return new Position("test", logged.size());
        }

        @Override
        public Optional<List<Event>> after(Position position) {
            return Optional.empty();
        }

        @Override
        public Subscription subscribe(String name, int capacity, Predicate<Event> keep, Reader reader) {
            throw new UnsupportedOperationException("screenpop reads nothing by itself");
        }
    }
}
