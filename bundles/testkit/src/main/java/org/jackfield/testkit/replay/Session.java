package org.jackfield.testkit.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One connected client. Its thread reads actions; anybody may write whole messages. */
final class Session implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final Set<String> OFF = Set.of("off", "no", "none", "false", "0");

    private final Socket socket;
    private final BiConsumer<Session, Request> actions;
    private final Consumer<Session> gone;
    private final Thread reader;
    private volatile boolean loggedIn;
    private volatile boolean wantsEvents;
    private volatile boolean closed;

    Session(Socket socket, String name, BiConsumer<Session, Request> actions, Consumer<Session> gone) {
        this.socket = socket;
        this.actions = actions;
        this.gone = gone;
        this.reader = new Thread(this::read, name);
        reader.setDaemon(true);
    }

    void start(String banner) {
        write(banner + "\r\n");
        reader.start();
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            List<String> lines = new ArrayList<>();
            for (String line = line(in); line != null; line = line(in)) {
                if (!line.isEmpty()) {
                    lines.add(line);
                } else if (!lines.isEmpty()) {
                    actions.accept(this, new Request(lines));
                    lines.clear();
                }
            }
        } catch (IOException e) {
            // the client has left, or was cut
        } finally {
            close();
            gone.accept(this);
        }
    }

    /** A line without its end, which may be LF alone; null at the end of the stream or of patience. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                return null;
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Lets the client in. It is sent the stream from the moment it can know of it, and never before the answer.
     *
     * @param events the {@code Events} header; empty means on
     * @param booted follows the answer where events are on
     */
    void logIn(String events, String answer, String booted) {
        synchronized (socket) {
            loggedIn = true;
            wantsEvents = !OFF.contains(events.toLowerCase(Locale.ROOT));
            write(wantsEvents ? answer + booted : answer);
        }
    }

    boolean loggedIn() {
        return loggedIn;
    }

    boolean wantsEvents() {
        return wantsEvents;
    }

    /** Whether it is sent the stream. */
    boolean listening() {
        return wantsEvents && !closed;
    }

    void write(String messages) {
        byte[] bytes = messages.getBytes(StandardCharsets.ISO_8859_1);
        write(bytes, 0, bytes.length);
    }

    /** Waits while the client does not read; a client that is gone is none of the caller's business. */
    void write(byte[] bytes, int from, int length) {
        try {
            synchronized (socket) {
                socket.getOutputStream().write(bytes, from, length);
            }
        } catch (IOException e) {
            close();
        }
    }

    /** Sends nothing more. What was sent still arrives, which a closed socket does not promise. */
    void end() {
        closed = true;
        try {
            synchronized (socket) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            // it is being thrown away
        }
    }

    void join() throws InterruptedException {
        reader.join();
    }
}
