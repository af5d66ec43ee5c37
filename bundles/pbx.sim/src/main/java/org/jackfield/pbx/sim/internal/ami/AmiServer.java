package org.jackfield.pbx.sim.internal.ami;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.wire.Event;

/** The manager interface on a TCP port: any number of sessions at once, none of which can delay another. */
public final class AmiServer implements AutoCloseable {
    static final String VERSION = "11.0.0";

    private static final Logger LOG = System.getLogger(AmiServer.class.getName());
    private static final long WATCH_EVERY_MS = 250;
    private static final long AFTER_REFUSAL_NANOS = 1_000_000_000;

    private final Pbx pbx;
    private final Actions actions;
    private final long writeTimeoutMs;
    private final ServerSocket listener;
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private int number;

    /**
     * Listens at once.
     *
     * @param port 0 for any free one
     * @param writeTimeoutMs how long a client may take nothing before it is cut
     * @throws IOException when the port cannot be had; the message names it
     */
    public AmiServer(Pbx pbx, Actions actions, String host, int port, long writeTimeoutMs) throws IOException {
        this.pbx = pbx;
        this.actions = actions;
        this.writeTimeoutMs = writeTimeoutMs;
        this.listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            listener.close();
            throw new IOException(
                    "The simulated PBX cannot listen on " + host + ":" + port + " (" + taken.getMessage()
                            + "); give it another port or stop what uses this one",
                    taken);
        }
        pbx.listen(this::publish);
        Thread accept = new Thread(this::accept, "jackfield-pbx.sim-accept");
        accept.setDaemon(true);
        accept.start();
        watch();
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int sessions() {
        return sessions.size();
    }

    /** Whether nothing waits to be written to anybody. */
    public boolean drained() {
        return sessions.stream().allMatch(Session::drained);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                Session session = new Session(socket, ++number, pbx, actions, sessions::remove);
                sessions.add(session);
                session.start();
            } catch (IOException gone) {
                if (!closed) {
                    LOG.log(Level.WARNING, "A manager could not be accepted: {0}", gone.getMessage());
                    LockSupport.parkNanos(AFTER_REFUSAL_NANOS);
                }
            }
        }
    }

    private void publish(Event event) {
        for (Session session : sessions) {
            session.offer(event);
        }
    }

    private void watch() {
        if (!closed) {
            sessions.forEach(session -> session.cutIfStuck(writeTimeoutMs));
            pbx.after(WATCH_EVERY_MS, this::watch);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException ignored) {
            LOG.log(Level.DEBUG, "Closing the listener failed: {0}", ignored.getMessage());
        }
        sessions.forEach(Session::close);
    }
}
