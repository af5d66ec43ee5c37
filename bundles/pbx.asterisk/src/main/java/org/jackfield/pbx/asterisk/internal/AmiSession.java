package org.jackfield.pbx.asterisk.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/**
 * One connection to an AMI server. Its reader thread only parses and hands on; it holds still only while the mapper is
 * far behind, and not for long, since Asterisk cuts a reader that is too slow.
 */
final class AmiSession implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 3_000;

    private record Pending(List<AmiMessage> got, CompletableFuture<List<AmiMessage>> done) {}

    private final Socket socket;
    private final AmiParser parser;
    private final Consumer<AmiMessage> events;
    private final Consumer<Tally> afterRead;
    private final Consumer<String> onEnd;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong actions = new AtomicLong();
    private final Thread reader;
    private volatile boolean closed;
    private volatile long heardAt = System.nanoTime();

    /**
     * Connects; nothing is read before {@link #start}.
     *
     * @param events hears every interesting event, on the reader thread
     * @param afterRead runs on that thread when what one read gave has been heard, with the events nobody wants
     * @param onEnd hears once why the connection ended
     */
    AmiSession(
            String name,
            SocketFactory sockets,
            String host,
            int port,
            Set<String> interesting,
            Consumer<AmiMessage> events,
            Consumer<Tally> afterRead,
            Consumer<String> rejects,
            Consumer<String> onEnd)
            throws IOException {
        this.events = events;
        this.afterRead = afterRead;
        this.onEnd = onEnd;
        this.parser = new AmiParser(interesting, this::dispatch, rejects);
        this.socket = sockets.createSocket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        reader = new Thread(this::read, name);
        reader.setDaemon(true);
    }

    AmiSession start() {
        reader.start();
        return this;
    }

    /** When anything came last, in {@link System#nanoTime}. */
    long heardAt() {
        return heardAt;
    }

    private void read() {
        String why = "the PBX closed the connection";
        try (InputStream in = socket.getInputStream()) {
            byte[] bytes = new byte[64 * 1024];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                heardAt = System.nanoTime();
                parser.feed(bytes, n);
                afterRead.accept(parser.skipped());
            }
        } catch (IOException e) {
            why = "the connection broke (" + e.getMessage() + ")";
        } finally {
            cut();
            onEnd.accept(why);
        }
    }

    private void dispatch(AmiMessage message) {
        String id = message.get("ActionID");
        Pending waiting = id.isEmpty() ? null : pending.get(id);
        if (waiting == null) {
            if (!message.isResponse()) {
                events.accept(message);
            }
            return;
        }
        waiting.got().add(message);
        boolean listStarts = message.get("EventList").equalsIgnoreCase("start");
        boolean listEnds = message.get("EventList").equalsIgnoreCase("Complete")
                || message.event().endsWith("Complete") && !message.isResponse();
        if (message.isResponse() ? !listStarts : listEnds) {
            pending.remove(id);
            waiting.done().complete(waiting.got());
        }
    }

    /**
     * Sends an action.
     *
     * @return the response, followed by the events of a list action. Fails if the connection ends or no answer comes in
     *     time
     */
    CompletableFuture<List<AmiMessage>> send(AmiAction action, long timeoutMs) {
        String id = "jf-" + actions.incrementAndGet();
        Pending waiting = new Pending(new ArrayList<>(), new CompletableFuture<>());
        pending.put(id, waiting);
        try {
            byte[] bytes = action.encode(id);
            synchronized (socket) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException e) {
            waiting.done().completeExceptionally(e);
        }
        if (closed) {
            waiting.done().completeExceptionally(new IOException("the connection to the PBX is closed"));
        }
        return waiting.done()
                .orTimeout(timeoutMs, TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> pending.remove(id));
    }

    /** Ends the connection at once; the reader follows. */
    void cut() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            // it is being thrown away
        }
        pending.values()
                .forEach(p -> p.done().completeExceptionally(new IOException("the connection to the PBX is closed")));
    }

    /**
     * Ends the connection; nothing is said any more when it returns. Not for readers, which would wait for each other.
     */
    @Override
    public void close() {
        cut();
        Ended.await(reader);
    }
}
