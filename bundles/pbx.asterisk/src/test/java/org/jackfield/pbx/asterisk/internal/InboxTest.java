package org.jackfield.pbx.asterisk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lies between the reader, who must not wait long, and the mapper. */
class InboxTest {
    private static final AmiMessage EVENT = new AmiMessage(new byte[0], new int[0], "Newstate");

    @Test
    void whatOneReadGaveComesTogether() throws InterruptedException {
        Inbox inbox = new Inbox(10, 0, (event, n) -> {});
        inbox.add(EVENT);
        inbox.add(EVENT);
        assertTrue(inbox.handOver(Instant.EPOCH));
        assertEquals(2, inbox.poll(1_000).events().size());
        assertTrue(inbox.poll(0).events().isEmpty());
    }

    @Test
    void aMapperThatFallsFarBehindIsNoticedInsteadOfEatingTheMemory() {
        Inbox inbox = new Inbox(1, 1, (event, n) -> {});
        inbox.add(EVENT);
        assertTrue(inbox.handOver(Instant.EPOCH));
        inbox.add(EVENT);
        assertFalse(inbox.handOver(Instant.EPOCH));
    }

    @Test
    void theReaderWaitsAMomentForRoom() throws InterruptedException {
        Inbox inbox = new Inbox(1, 10_000, (event, n) -> {});
        inbox.add(EVENT);
        inbox.handOver(Instant.EPOCH);
        Thread mapper = new Thread(() -> {
            try {
                inbox.poll(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        mapper.start();
        inbox.add(EVENT);
        assertTrue(inbox.handOver(Instant.EPOCH));
        mapper.join();
        assertEquals(1, inbox.poll(0).events().size());
    }

    @Test
    void whatWaitsAtTheEndIsStillMapped() throws InterruptedException {
        Inbox inbox = new Inbox(10, 0, (event, n) -> {});
        inbox.add(EVENT);
        inbox.handOver(Instant.EPOCH);
        inbox.close();
        assertEquals(1, inbox.poll(60_000).events().size());
        assertTrue(inbox.poll(60_000).events().isEmpty());
    }

    @Test
    void detailIsLetGoBeforeAnythingElseAndCounted() throws InterruptedException {
        List<String> shed = new ArrayList<>();
        Inbox inbox = new Inbox(8, 0, (event, n) -> shed.add(event));
        for (String event : List.of("Newexten", "Newexten", "Newexten", "Newchannel")) {
            give(inbox, event);
        }
        assertEquals(List.of(), shed);
        for (String event : List.of("Newexten", "NewCallerid", "Newstate", "Newexten", "NewCallerid", "Hangup")) {
            give(inbox, event);
        }
        assertEquals(List.of("Newexten", "Newexten", "NewCallerid"), shed);
        List<String> left = new ArrayList<>();
        for (var batch = inbox.poll(0); !batch.events().isEmpty(); batch = inbox.poll(0)) {
            batch.events().forEach(event -> left.add(event.event()));
        }
        assertEquals(
                List.of("Newexten", "Newexten", "Newexten", "Newchannel", "NewCallerid", "Newstate", "Hangup"), left);
    }

    /** Who maps while the mapper's thread waits is the reader; while it does not, the mapper. */
    @Test
    void aFewEventsAreMappedByTheReaderWhileTheMapperHasNothingToDo() throws InterruptedException {
        List<Thread> mappedBy = Collections.synchronizedList(new ArrayList<>());
        Inbox inbox = new Inbox(100, 0, (event, n) -> {});
        inbox.mapAtOnce(batch -> mappedBy.add(Thread.currentThread()));
        give(inbox, "Newstate");
        assertEquals(List.of(), mappedBy, "nobody waits yet");
        assertEquals(1, inbox.poll(0).events().size());

        Thread mapper = new Thread(() -> {
            try {
                while (!inbox.poll(60_000).events().isEmpty()) {
                    mappedBy.add(Thread.currentThread());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        mapper.start();
        while (mapper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        give(inbox, "Newstate");
        assertEquals(List.of(Thread.currentThread()), mappedBy);
        for (int i = 0; i < 50; i++) {
            inbox.add(EVENT);
        }
        assertTrue(inbox.handOver(Instant.EPOCH));
        while (mappedBy.size() < 2) {
            Thread.onSpinWait();
        }
        assertEquals(mapper, mappedBy.get(1), "many are handed over");
        inbox.close();
        mapper.join();
    }

    private static void give(Inbox inbox, String event) {
        inbox.add(new AmiMessage(new byte[0], new int[0], event));
        assertTrue(inbox.handOver(Instant.EPOCH));
    }
}
