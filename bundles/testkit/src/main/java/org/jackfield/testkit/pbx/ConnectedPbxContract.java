package org.jackfield.testkit.pbx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.testkit.Await;
import org.jackfield.testkit.pbx.RecordingSink.State;
import org.junit.jupiter.api.Test;

/** What a driver that connects to its PBX does when the PBX, or the cable, misbehaves. */
public abstract class ConnectedPbxContract extends PbxDriverContract {
    /** A driver for a PBX at that port of 127.0.0.1, with its shortest pause between attempts; not opened. */
    protected abstract PbxDriver driver(int port);

    /** The port of a PBX that {@link #pbx} made. */
    protected abstract int port(TestPbx pbx);

    /** What ends a message on the wire. */
    protected abstract byte[] endOfMessage();

    /** A message that cannot be read. */
    protected abstract byte[] garbage();

    /** Plays a PBX that refuses the log-in, for one connection. */
    protected abstract void refuse(Socket driver) throws IOException;

    /** What six attempts take at least if the pauses grow as they should. */
    protected abstract Duration sixAttempts();

    /** How many connections a driver opens at each attempt. */
    protected int connectionsOfAnAttempt() {
        return 1;
    }

    @Test
    void aPbxThatIsNotThereIsDownWithHostAndPortAndFoundOnceItIs() throws Exception {
        int port = freePort();
        try (TestPbx pbx = pbx(scenarios().get(0));
                Opened opened = open(driver(port))) {
            awaitDown(opened);
            String reason = opened.sink.downs().get(0);
            sentence(reason);
            assertTrue(reason.contains("127.0.0.1") && reason.contains(String.valueOf(port)), reason);
            refuses(opened.driver);
            try (Tap cable = new Tap(port, port(pbx), endOfMessage())) {
                opened.awaitInService(1);
                pbx.perform();
                opened.awaitOutline(scenarios().get(0).calls());
            }
        }
    }

    @Test
    void aRefusedLogInIsDownWithASentence() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            serve(server, this::refuse);
            try (Opened opened = open(driver(server.getLocalPort()))) {
                awaitDown(opened);
                sentence(opened.sink.downs().get(0));
                assertEquals(0, opened.sink.snapshots());
            }
        }
    }

    @Test
    void aLinkCutInTheMiddleOfAMessageComesBackAndTellsNoHalfMessage() throws Exception {
        try (TestPbx pbx = pbx(scenarios().get(0));
                Tap cable = new Tap(0, port(pbx), endOfMessage());
                Opened opened = open(driver(cable.port()))) {
            opened.awaitInService(1);
            cable.cutAfter(1_500);
            pbx.perform();
            awaitDown(opened);
            sentence(opened.sink.downs().get(0));
            opened.awaitInService(2);
            assertEquals(0, opened.sink.rejects(), opened.sink.toString());
        }
    }

    @Test
    void garbageIsCountedAndTheCallsAreTheSame() throws Exception {
        Scenario scenario = scenarios().get(0);
        try (TestPbx pbx = pbx(scenario);
                Tap cable = new Tap(0, port(pbx), endOfMessage());
                Opened opened = open(driver(cable.port()))) {
            opened.awaitInService(1);
            cable.carry(garbage());
            pbx.perform();
            opened.awaitOutline(scenario.calls());
            Await.until(SOON, opened.sink::toString, () -> cable.carried() && opened.sink.rejects() == 1);
            assertEquals(1, opened.sink.snapshots(), "the link stayed");
        }
    }

    @Test
    void attemptsComeWithGrowingPauses() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        int first = 5 * connectionsOfAnAttempt() + 1;
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            serve(server, socket -> connections.incrementAndGet());
            try (Opened opened = open(driver(server.getLocalPort()))) {
                Await.until(SOON, () -> connections + " connections", () -> connections.get() >= first);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                assertTrue(took.compareTo(sixAttempts()) >= 0, "six attempts within " + took);
                assertTrue(opened.sink.state() == State.DOWN || opened.sink.state() == State.CONNECTING);
            }
        }
    }

    private static void awaitDown(Opened opened) {
        Await.until(SOON, opened.sink::toString, () -> !opened.sink.downs().isEmpty());
    }

    private interface Play {
        void with(Socket socket) throws IOException;
    }

    private static void serve(ServerSocket server, Play play) {
        Thread thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try (Socket socket = server.accept()) {
                            play.with(socket);
                        } catch (IOException e) {
                            // the driver has left, or the test is over
                        }
                    }
                },
                "jackfield-testkit-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
