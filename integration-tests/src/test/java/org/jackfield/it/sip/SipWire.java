package org.jackfield.it.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One UDP socket on loopback that carries SIP (RFC 3261) to and from one PBX, and the threads of whoever is at it. */
final class SipWire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipWire.class);
    private static final long FRAME_MS = 20;

    private final String name;
    private final DatagramSocket socket;
    private final ScheduledExecutorService ticker;
    private final ExecutorService errands;
    private volatile InetSocketAddress pbx;

    /** @param name whose wire it is, for logs and threads */
    SipWire(String name) {
        this.name = name;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setReceiveBufferSize(1 << 20);
        } catch (SocketException e) {
            throw new IllegalStateException("No UDP port is free for a phone", e);
        }
        ticker = Executors.newSingleThreadScheduledExecutor(named("rtp"));
        errands = Executors.newCachedThreadPool(named("errand"));
    }

    /**
     * Begins.
     *
     * @param heard takes each message, on the wire's thread
     * @param eachFrame runs every 20 ms
     */
    void open(Consumer<SipMessage> heard, Runnable eachFrame) {
        ticker.scheduleAtFixedRate(eachFrame, FRAME_MS, FRAME_MS, TimeUnit.MILLISECONDS);
        named("sip").newThread(() -> receive(heard)).start();
    }

    /** Says at which port of this machine the PBX is. */
    void connect(int pbxPort) {
        pbx = new InetSocketAddress(InetAddress.getLoopbackAddress(), pbxPort);
    }

    int pbxPort() {
        return pbx.getPort();
    }

    int port() {
        return socket.getLocalPort();
    }

    void send(SipMessage message) {
        LOG.debug("{} > {}", name, message.firstLine());
        byte[] data = message.encode();
        try {
            socket.send(new DatagramPacket(data, data.length, pbx));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException("Phone " + name + " could not send", e);
            }
        }
    }

    /** Does something on a thread of its own. */
    void run(Runnable errand) {
        errands.execute(errand);
    }

    void later(Runnable errand, Duration delay) {
        ticker.schedule(() -> errands.execute(errand), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void receive(Consumer<SipMessage> heard) {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (packet.getLength() > 8) { // shorter ones only keep the path open
                    SipMessage message = SipMessage.parse(buffer, packet.getLength());
                    LOG.debug("{} < {}", name, message.firstLine());
                    heard.accept(message);
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("Phone {} cannot receive: {}", name, e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.warn("Phone {} did not understand a message", name, e);
            }
        }
    }

    private ThreadFactory named(String what) {
        return task -> {
            Thread thread = new Thread(task, "jackfield-it-" + what + "-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        errands.shutdownNow();
        socket.close();
    }
}
