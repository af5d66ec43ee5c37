package org.jackfield.testkit.replay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The AMI server of a replay: lets everybody in, and sends the stream to whoever wants events. */
final class ReplayServer implements AutoCloseable {
    private final Cue cue;
    private final ServerSocket listener = new ServerSocket();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile Recording shown;
    private volatile PbxClock clock;
    private volatile boolean waiting;
    private volatile boolean closed;

    ReplayServer(String host, int port, Recording first, Cue cue) throws IOException {
        this.cue = cue;
        show(first);
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            listener.close();
            throw new IOException(
                    "The replay cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "); give it another port or stop what uses this one",
                    e);
        }
        acceptor = new Thread(this::accept, "jackfield-testkit-replay-accept");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What the PBX shows to whoever asks from now on. */
    void show(Recording recording) {
        shown = recording;
        clock(PbxClock.standing(recording.stream().time(0)));
        waiting = true;
    }

    /** The recorded PBX's time. */
    void clock(PbxClock now) {
        clock = now;
        waiting = false;
    }

    void send(String message) {
        sessions.stream().filter(Session::listening).forEach(session -> session.write(message));
    }

    void send(byte[] bytes, int from, int length) {
        for (Session session : sessions) {
            if (session.listening()) {
                session.write(bytes, from, length);
            }
        }
    }

    /** Ends all connections; clients get everything that was sent before. */
    void cut() {
        // not those who come back at once
        List.copyOf(sessions).forEach(Session::end);
    }

    private void accept() {
        for (int number = 1; !closed; number++) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                Session session =
                        new Session(socket, "jackfield-testkit-replay-session" + number, this::act, this::left);
                sessions.add(session);
                session.start(shown.banner());
            } catch (IOException e) {
                // a client that left at once, or we are closing
            }
        }
    }

    private void left(Session session) {
        sessions.remove(session);
        if (session.wantsEvents()) {
            cue.left();
        }
    }

    private void act(Session session, Request request) {
        switch (request.action().toLowerCase(Locale.ROOT)) {
            case "challenge" -> session.write(request.success("Challenge: 20061129"));
            case "login" -> logIn(session, request);
            case "logoff" -> {
                session.write(request.block("Response: Goodbye", "Message: Thanks for all the fish."));
                session.close();
            }
            default -> answer(session, request);
        }
    }

    private void logIn(Session session, Request request) {
        session.logIn(
                request.get("Events"),
                request.success("Message: Authentication accepted"),
                "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 60\r\nLastReload: 60\r\n"
                        + "Status: Fully Booted\r\n\r\n");
        if (session.wantsEvents()) {
            cue.joined();
        }
    }

    private void answer(Session session, Request request) {
        if (!session.loggedIn()) {
            session.write(request.error("Permission denied"));
            return;
        }
        session.write(new Answers(shown).to(request, waiting ? clock.now().minus(cue.untilStart()) : clock.now()));
        cue.action(request.action());
        if (request.action().equalsIgnoreCase("UserEvent")
                && request.get("UserEvent").equalsIgnoreCase("ReplayStart")) {
            cue.ask();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            // it is being thrown away
        }
        try {
            acceptor.join();
            for (Session session : sessions) {
                session.close();
                session.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
