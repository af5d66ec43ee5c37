package org.jackfield.device.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jackfield.device.mqtt.internal.Wire.Outgoing;
import org.junit.jupiter.api.Test;

class SenderTest {
    private final List<String> onTheWay = new ArrayList<>();
    private final List<Consumer<Boolean>> acks = new ArrayList<>();
    private final Sender sender = new Sender(new Wire() {
        @Override
        public String protocol() {
            return "test";
        }

        @Override
        public void subscribe(String filter) {
            throw new UnsupportedOperationException("a sender only sends");
        }

        @Override
        public void publish(Outgoing message, Consumer<Boolean> done) {
            onTheWay.add(message.topic());
            acks.add(done);
        }

        @Override
        public void close() {
            onTheWay.clear();
        }
    });

    @Test
    void atMostSixteenAreOnTheWayAndAllArriveInOrder() {
        List<CompletableFuture<Boolean>> taken = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            taken.add(sender.send(message(i)).toCompletableFuture());
        }
        assertEquals(16, acks.size());
        for (int i = 0; i < 500; i++) {
            acks.get(i).accept(true);
            assertTrue(acks.size() <= i + 1 + 16);
        }
        assertTrue(taken.stream().allMatch(t -> t.getNow(false)));
        assertEquals("t0", onTheWay.get(0));
        assertEquals("t499", onTheWay.get(499));
    }

    @Test
    void whatWaitsIsGivenUpWhenTheConnectionIs() {
        List<CompletableFuture<Boolean>> taken = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            taken.add(sender.send(message(i)).toCompletableFuture());
        }
        sender.close();
        assertTrue(taken.get(19).isDone());
        assertEquals(false, taken.get(19).join());
        assertEquals(false, sender.send(message(21)).toCompletableFuture().join());
    }

    private static Outgoing message(int number) {
        return new Outgoing("t" + number, new byte[0], false, 0);
    }
}
