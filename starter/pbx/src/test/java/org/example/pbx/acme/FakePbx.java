package org.example.pbx.acme;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.pbx.TestPbx;

/** The Acme PBX that lets everybody in, beats, and says what it is told to. */
final class FakePbx implements TestPbx {
    private static final int BEAT_MS = 5;

    private final String stimulus;
    private final IntFunction<PbxDriver> driver;
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    FakePbx(String stimulus, IntFunction<PbxDriver> driver) throws IOException {
        this.stimulus = stimulus;
        this.driver = driver;
        Thread acceptor = new Thread(this::accept, "acme-accept");
        acceptor.setDaemon(true);
        acceptor.start();
        clock.scheduleAtFixedRate(() -> say("beat\n"), BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                write(socket, "hello run1\nready\n");
                connections.add(socket);
            } catch (IOException e) {
                // It left at once, or we are closing.
            }
        }
    }

    private void say(String text) {
        connections.removeIf(socket -> {
            try {
                write(socket, text);
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    private static synchronized void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(AcmeContractTest.bytes(text));
        out.flush();
    }

    @Override
    public PbxDriver driver() {
        return driver.apply(port());
    }

    @Override
    public void perform() {
        say(stimulus);
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
