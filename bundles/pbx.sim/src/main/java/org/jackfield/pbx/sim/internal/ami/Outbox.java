package org.jackfield.pbx.sim.internal.ami;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** What waits to be written to one client: filled by the PBX, which never waits, and emptied by the writer. */
final class Outbox {
    static final long LIMIT_BYTES = 64L * 1024 * 1024;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Deque<byte[]> messages = new ArrayDeque<>();
    private long bytes;
    private boolean finished;
    private boolean writerWaits;
    private volatile long writingSince;

    /**
     * Queues a message.
     *
     * @return false when too much waits already
     */
    synchronized boolean add(byte[] message) {
        if (finished) {
            return true;
        }
        if (bytes + message.length > LIMIT_BYTES) {
            return false;
        }
        messages.add(message);
        bytes += message.length;
        if (writerWaits) {
            notifyAll();
        }
        return true;
    }

    /** Nothing more is taken; the writer ends when all is written. */
    synchronized void finish() {
        finished = true;
        notifyAll();
    }

    /** Forgets everything; the writer ends. */
    synchronized void close() {
        finished = true;
        messages.clear();
        bytes = 0;
        notifyAll();
    }

    /** Whether all that was queued has been handed to the network. */
    synchronized boolean drained() {
        return messages.isEmpty() && writingSince == 0;
    }

    /** How long the write that is going on has taken; 0 when none is. */
    long stuckMs() {
        long since = writingSince;
        return since == 0 ? 0 : (System.nanoTime() - since) / 1_000_000;
    }

    /** Writes until the outbox is finished: many small messages go out in one piece. */
    void drainTo(OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int length = next(chunk); length >= 0; length = next(chunk)) {
            writingSince = Math.max(1, System.nanoTime());
            out.write(chunk, 0, length);
            writingSince = 0;
        }
    }

    /** Fills a chunk with what waits, and waits for the first; -1 at the end. */
    private synchronized int next(byte[] chunk) {
        try {
            while (messages.isEmpty() && !finished) {
                writerWaits = true;
                wait();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -1;
        }
        writerWaits = false;
        int length = 0;
        while (!messages.isEmpty() && length < chunk.length) {
            byte[] first = messages.poll();
            int part = Math.min(first.length, chunk.length - length);
            System.arraycopy(first, 0, chunk, length, part);
            length += part;
            if (part < first.length) {
                messages.push(Arrays.copyOfRange(first, part, first.length));
            }
        }
        bytes -= length;
        return length == 0 ? -1 : length;
    }
}
