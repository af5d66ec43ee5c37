package org.jackfield.rest.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventClientTest {
    private final Connection connection = new Connection();
    private final AtomicInteger completed = new AtomicInteger();
    private final EventClient client =
            new EventClient(new Office().caller("alice"), connection, completed::incrementAndGet);

    /** A connection that takes so many writes and then no more. */
    private static final class Connection extends ServletOutputStream {
        final StringBuilder sent = new StringBuilder();
        int takes = Integer.MAX_VALUE;
        int flushes;

        @Override
        public boolean isReady() {
            return takes > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (takes-- <= 0) {
                throw new IOException("written without being ready");
            }
            sent.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            flushes++;
        }
    }

    @org.junit.jupiter.api.BeforeEach
    void listen() {
        client.listen();
    }

    private static Frame frame(long seq) {
        return new Frame(seq, ("<" + seq + ">").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void replayComesFirstAndNothingTwice() {
        client.onWritePossible();
        client.offer(frame(4), true);
        client.offer(frame(5), true);
        client.offer(frame(6), true);
        assertEquals("", connection.sent.toString());
        client.start(List.of(bytes("<3>"), bytes("<4>"), bytes("<5>")).iterator(), 5);
        client.offer(frame(5), true);
        client.offer(frame(7), true);
        assertEquals("<3><4><5><6><7>", connection.sent.toString());
    }

    @Test
    void whatIsUrgentTakesAlongWhatWaited() {
        client.onWritePossible();
        client.start(List.<byte[]>of().iterator(), 0);
        client.offer(frame(1), false);
        client.offer(frame(2), false);
        assertEquals("", connection.sent.toString());
        client.offer(frame(3), true);
        assertEquals("<1><2><3>", connection.sent.toString());
        assertEquals(1, connection.flushes);
    }

    @Test
    void busyConnectionIsServedWhenItTakesMore() {
        connection.takes = 1;
        client.onWritePossible();
        client.start(List.<byte[]>of().iterator(), 0);
        client.offer(frame(1), true);
        client.offer(frame(2), true);
        assertEquals("<1>", connection.sent.toString());
        connection.takes = 5;
        client.onWritePossible();
        assertEquals("<1><2>", connection.sent.toString());
    }

    @Test
    void clientThatDoesNotReadIsClosedAtTwoHundredFrames() {
        connection.takes = 0;
        client.onWritePossible();
        client.start(List.<byte[]>of().iterator(), 0);
        for (int seq = 1; seq <= EventClient.MAX_FRAMES; seq++) {
            client.offer(frame(seq), true);
        }
        assertFalse(client.closed());
        client.offer(frame(EventClient.MAX_FRAMES + 1), true);
        assertTrue(client.closed());
        client.close();
        assertEquals(1, completed.get());
    }

    @Test
    void clientThatDoesNotReadIsClosedAtTheByteLimit() {
        connection.takes = 0;
        client.onWritePossible();
        client.start(List.<byte[]>of().iterator(), 0);
        client.offer(new Frame(1, new byte[EventClient.MAX_BYTES]), true);
        assertFalse(client.closed());
        client.offer(frame(2), true);
        assertTrue(client.closed());
    }

    @Test
    void heartbeatFillsSilenceOnly() {
        client.onWritePossible();
        client.start(List.<byte[]>of().iterator(), 0);
        client.heartbeat();
        client.offer(frame(1), false);
        client.heartbeat();
        assertEquals(":\n\n<1>", connection.sent.toString());
    }
}
