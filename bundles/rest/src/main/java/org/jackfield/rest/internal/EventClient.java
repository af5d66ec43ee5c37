package org.jackfield.rest.internal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open event stream. Whoever has something to write does so as long as the connection takes it, and leaves the rest
 * to the container's call when it takes more: no thread ever waits for a client. A client that does not read is closed
 * when its bounded queue is full; a browser then comes back and resumes where it was.
 */
final class EventClient implements WriteListener {
    static final int MAX_FRAMES = 200;
    static final int MAX_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EventClient.class);

    private final Caller caller;
    private final ServletOutputStream out;
    private final Runnable complete;
    private final Queue<Frame> queue = new ArrayDeque<>();
    private int queuedBytes;
    /** What goes out before the queue; a replay makes its frames only as fast as the connection takes them. */
    private Iterator<byte[]> first = Collections.emptyIterator();
    /** Frames up to here are in {@link #first} or were sent. */
    private long sent;

    private boolean started;
    /** Whether frames are queued; not while the client catches up with what it missed. */
    private boolean listening;
    /** Whether what is queued goes out behind {@link #first}. */
    private boolean live;
    /** Has more of what the client missed read, once {@link #first} is written. */
    private Runnable more = () -> {};

    private boolean writable;
    private boolean unflushed;
    private boolean closed;

    /** @param complete ends the connection; called once */
    EventClient(Caller caller, ServletOutputStream out, Runnable complete) {
        this.caller = caller;
        this.out = out;
        this.complete = complete;
    }

    Caller caller() {
        return caller;
    }

    /** From now on frames that are offered wait for {@link #start}. */
    synchronized void listen() {
        listening = true;
    }

    /** Begins to write. Frames offered before wait, and those up to a place in the log are thrown away. */
    synchronized void start(Iterator<byte[]> beforeAnythingElse, long upTo) {
        first = beforeAnythingElse;
        sent = upTo;
        started = true;
        live = true;
        pump();
    }

    /**
     * Writes a part of what the client missed.
     *
     * @param next has the following part read on another thread; called once when this one is written
     */
    synchronized void catchUp(Iterator<byte[]> missed, Runnable next) {
        first = missed;
        more = next;
        started = true;
        pump();
    }

    /**
     * Queues a frame.
     *
     * @param now whether to write it at once instead of with the next {@link #pump}
     */
    synchronized void offer(Frame frame, boolean now) {
        if (closed || !listening || live && frame.seq() <= sent) {
            return;
        }
        if (queue.size() >= MAX_FRAMES || queuedBytes + frame.bytes().length > MAX_BYTES && !queue.isEmpty()) {
            close();
            return;
        }
        queue.add(frame);
        queuedBytes += frame.bytes().length;
        if (now) {
            pump();
        }
    }

    /** Writes a comment if nothing else is on its way. */
    synchronized void heartbeat() {
        if (live && !first.hasNext() && queue.isEmpty()) {
            first = Collections.singleton(Frame.HEARTBEAT).iterator();
        }
        pump();
    }

    /** Writes what the connection takes. */
    synchronized void pump() {
        if (!started || !writable || closed) {
            return;
        }
        try {
            while (out.isReady()) {
                byte[] next = next();
                if (next != null) {
                    out.write(next);
                    unflushed = true;
                } else {
                    if (unflushed) {
                        unflushed = false;
                        out.flush();
                    }
                    return;
                }
            }
        } catch (IOException e) {
            // the client has gone, which is no news
            close();
        } catch (RuntimeException e) {
            LOG.warn("Event stream of {} ended", caller.name(), e);
            close();
        }
    }

    private byte[] next() {
        if (first.hasNext()) {
            return first.next();
        }
        // What was read to its end would keep the snapshot of a whole floor for as long as somebody listens.
        first = Collections.emptyIterator();
        if (!live) {
            Runnable wanted = more;
            more = () -> {};
            wanted.run();
            return null;
        }
        for (Frame frame = queue.poll(); frame != null; frame = queue.poll()) {
            queuedBytes -= frame.bytes().length;
            if (frame.seq() > sent) {
                sent = frame.seq();
                return frame.bytes();
            }
        }
        return null;
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        pump();
    }

    @Override
    public void onError(Throwable fault) {
        close();
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Ends the stream. Idempotent. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            queue.clear();
            queuedBytes = 0;
            first = Collections.emptyIterator();
            complete.run();
        }
    }
}
