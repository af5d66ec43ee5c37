package org.jackfield.pbx.sim.internal.ami;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.wire.Event;

/** One connected manager: a thread that reads its actions and a thread that writes what is queued for it. */
final class Session implements Client, AutoCloseable {
    private static final Logger LOG = System.getLogger(Session.class.getName());
    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_LINES = 256;

    private final Socket socket;
    private final int number;
    private final Pbx pbx;
    private final Actions actions;
    private final Consumer<Session> gone;
    private final Outbox outbox = new Outbox();
    private final EventFilter filter = new EventFilter();
    private String challenge = "";
    private boolean loggedIn;

    Session(Socket socket, int number, Pbx pbx, Actions actions, Consumer<Session> gone) {
        this.socket = socket;
        this.number = number;
        this.pbx = pbx;
        this.actions = actions;
        this.gone = gone;
        outbox.add(("Asterisk Call Manager/" + AmiServer.VERSION + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void start() {
        thread("read", this::read);
        thread("write", this::write);
    }

    private void thread(String what, Runnable work) {
        Thread thread = new Thread(work, "jackfield-pbx.sim-session" + number + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues an event if this session wants it. */
    void offer(Event event) {
        if (loggedIn && filter.lets(event)) {
            send(event.bytes());
        }
    }

    @Override
    public void send(byte[] message) {
        if (!outbox.add(message)) {
            cut("does not read and " + Outbox.LIMIT_BYTES / 1024 / 1024 + " MB wait for it");
        }
    }

    /** A real Asterisk, too, drops a client that takes nothing for its write time-out. */
    void cutIfStuck(long timeoutMs) {
        if (outbox.stuckMs() > timeoutMs) {
            cut("took nothing for " + timeoutMs + " ms");
        }
    }

    boolean drained() {
        return outbox.drained();
    }

    private void cut(String why) {
        if (!socket.isClosed()) {
            LOG.log(Level.WARNING, "Manager session {0} is cut: it {1}", number, why);
            close();
        }
    }

    private void read() {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            List<String> lines = new ArrayList<>();
            String line = line(in);
            while (line != null) {
                if (!line.isEmpty()) {
                    lines.add(line);
                } else if (!lines.isEmpty()) {
                    Request request = new Request(lines);
                    lines = new ArrayList<>();
                    pbx.post(() -> actions.handle(request, this));
                }
                if (lines.size() > MAX_LINES) {
                    throw new IOException("more than " + MAX_LINES + " headers");
                }
                line = line(in);
            }
        } catch (IOException broken) {
            LOG.log(Level.DEBUG, "Manager session {0} ended: {1}", number, broken.getMessage());
        }
        close();
    }

    /** A line without its end, which may be LF alone; null at the end of the stream. */
    private static String line(InputStream in) throws IOException {
        byte[] buffer = new byte[256];
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (length == buffer.length) {
                if (length >= MAX_LINE) {
                    throw new IOException("a line longer than " + MAX_LINE + " bytes");
                }
                buffer = Arrays.copyOf(buffer, length * 2);
            }
            buffer[length++] = (byte) next;
        }
        int end = length > 0 && buffer[length - 1] == '\r' ? length - 1 : length;
        return new String(buffer, 0, end, StandardCharsets.UTF_8);
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            outbox.drainTo(out);
        } catch (IOException broken) {
            LOG.log(Level.DEBUG, "Manager session {0} ended: {1}", number, broken.getMessage());
        }
        close();
    }

    @Override
    public EventFilter filter() {
        return filter;
    }

    @Override
    public String challenge() {
        return challenge;
    }

    @Override
    public void challenge(String sent) {
        challenge = sent;
    }

    @Override
    public boolean loggedIn() {
        return loggedIn;
    }

    @Override
    public void loggedIn(boolean now) {
        loggedIn = now;
    }

    @Override
    public void bye() {
        loggedIn = false;
        outbox.finish();
    }

    @Override
    public void close() {
        outbox.close();
        try {
            socket.close();
        } catch (IOException ignored) {
            LOG.log(Level.DEBUG, "Closing manager session {0} failed: {1}", number, ignored.getMessage());
        }
        gone.accept(this);
    }
}
