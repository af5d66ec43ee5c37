package org.jackfield.pbx.asterisk.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a PBX on which some events are lost, come twice or change places; answers to actions get through. */
final class LossyWire implements AutoCloseable {
    private final ServerSocket listener;
    private final int pbx;
    private final int percent;
    private final Random random;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private int hangups;
    volatile int spoilt;

    /**
     * @param percent so many of a hundred events are lost, as many doubled, and as many swapped with the next one; also
     *     every fifteenth hang-up is lost
     */
    LossyWire(int pbx, int percent, long seed) throws IOException {
        this.pbx = pbx;
        this.percent = percent;
        this.random = new Random(seed);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), pbx);
                sockets.addAll(List.of(client, server));
                daemon(() -> copy(client, server));
                daemon(() -> spoil(server, client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // one end was closed
        }
    }

    private void spoil(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            OutputStream out = to.getOutputStream();
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            byte[] kept = {};
            for (int b = in.read(); b >= 0; b = in.read()) {
                message.write(b);
                String text = b == '\n' ? message.toString(StandardCharsets.UTF_8) : "";
                if (text.endsWith("\r\n\r\n") || text.startsWith("Asterisk Call Manager")) {
                    kept = pass(message.toByteArray(), text, kept, out);
                    message.reset();
                }
            }
            to.close();
        } catch (IOException e) {
            // one end was closed
        }
    }

    /** Gives back what is to come behind the next message. */
    private synchronized byte[] pass(byte[] bytes, String text, byte[] kept, OutputStream out) throws IOException {
        boolean event = text.startsWith("Event: ") && !text.contains("\r\nActionID: ") && !text.contains("FullyBooted");
        int chance = event ? random.nextInt(100) : 100;
        if (text.startsWith("Event: Hangup\r\n") && ++hangups % 15 == 0) {
            chance = 0; // what nothing but a look at the list can tell
        }
        spoilt += chance < 3 * percent ? 1 : 0;
        if (chance >= 2 * percent && chance < 3 * percent && kept.length == 0) {
            return bytes;
        }
        if (chance >= percent) {
            out.write(bytes);
        }
        if (chance >= percent && chance < 2 * percent) {
            out.write(bytes);
        }
        out.write(kept);
        return new byte[0];
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "lossy-wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
