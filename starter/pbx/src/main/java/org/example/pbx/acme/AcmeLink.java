package org.example.pbx.acme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.jackfield.api.pbx.PbxSink;

/**
 * The connection and its thread: connects, logs in, reads lines, and after a loss begins again with growing pauses. All
 * that is said to the sink is said by this thread, so nothing is said after {@link #close}.
 */
final class AcmeLink implements AutoCloseable {
    private static final int CONNECT_MS = 3_000;
    /** The PBX beats every second; three missed are a dead connection that nobody closed. */
    private static final int SILENCE_MS = 3_000;

    private final String link;
    private final AcmeConfig config;
    private final PbxSink sink;
    private final Thread thread;
    private Socket socket;
    private boolean closed;

    AcmeLink(String link, AcmeConfig config, PbxSink sink) {
        this.link = link;
        this.config = config;
        this.sink = sink;
        thread = new Thread(this::run, "jackfield-pbx-" + link);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        int failures = 0;
        while (!isClosed()) {
            sink.connecting();
            AcmeCalls calls = new AcmeCalls(sink, Clock.systemUTC());
            try (Socket connection = connect()) {
                read(connection, calls);
            } catch (IOException e) {
                if (!isClosed()) {
                    sink.down(sentence(e));
                }
            }
            failures = calls.isInService() ? 0 : failures + 1;
            pause(failures);
        }
    }

    private Socket connect() throws IOException {
        Socket connection = new Socket();
        synchronized (this) {
            socket = connection;
            if (closed) {
                connection.close();
            }
        }
        connection.connect(new InetSocketAddress(config.host(), config.port()), CONNECT_MS);
        connection.setSoTimeout(SILENCE_MS);
        return connection;
    }

    private void read(Socket connection, AcmeCalls calls) throws IOException {
        connection.getOutputStream().write(("login " + config.secret() + "\n").getBytes(StandardCharsets.UTF_8));
        var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            if (c != '\n') {
                line.append((char) c);
            } else {
                calls.take(line.toString());
                line.setLength(0);
            }
        }
        // What stands before the end without a line feed is half a message and tells nothing.
        throw new IOException("it closed the connection");
    }

    private String sentence(IOException fault) {
        String why = fault instanceof SocketTimeoutException ? "it is silent" : fault.getMessage();
        return "The Acme PBX at " + config.host() + ":" + config.port() + " is not there (" + why
                + "); check host, port and secret of link " + link;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void pause(int failures) {
        long longest = Math.min(config.reconnectMaxMs(), (long) config.reconnectMinMs() << Math.min(failures, 16));
        long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(longest / 2, longest + 1) * 1_000_000;
        try {
            for (long left = longest; !closed && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException e) {
                // It is gone either way.
            }
        }
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
