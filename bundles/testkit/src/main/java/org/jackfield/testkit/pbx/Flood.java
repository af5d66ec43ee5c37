package org.jackfield.testkit.pbx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to a PBX on which it seems to say ever so much more than what it says: between its messages, events of a busy
 * dialplan come as fast as they are taken.
 */
public final class Flood implements AutoCloseable {
    private static final int CHUNK = 200;

    private final ServerSocket listener;
    private final int pbx;
    private final byte[] chunk = chunk();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicLong events = new AtomicLong();
    private volatile boolean raining;

    /** @param pbx the port of an AMI server on loopback */
    public Flood(int pbx) {
        this.pbx = pbx;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free", e);
        }
        thread(this::accept);
    }

    /** Two of each: what is skipped unread, and what is read while there is room. */
    private static byte[] chunk() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < CHUNK / 2; i++) {
            String channel = "Privilege: dialplan,all\r\nChannel: PJSIP/trunk-%08x\r\nUniqueid: flood-1.%d\r\nLinkedid:"
                    + " flood-1.%d\r\nContext: internal\r\nExtension: 1001\r\nPriority: 7\r\n";
            text.append("Event: VarSet\r\n")
                    .append(channel.formatted(i, i, i))
                    .append("Variable: MACRO_DEPTH\r\nValue: 0\r\n\r\nEvent: Newexten\r\n")
                    .append(channel.formatted(i, i, i))
                    .append("Application: NoOp\r\nAppData: the weather is fine\r\n\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Where to connect instead. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Lets it come, or ends it. */
    public void rain(boolean on) {
        raining = on;
    }

    /** Events that were added so far. */
    public long events() {
        return events.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), pbx);
                sockets.addAll(List.of(client, server));
                boolean[] listens = new boolean[1];
                thread(() -> up(client, server, listens));
                thread(() -> down(server, client, listens));
            } catch (IOException e) {
                // closed, or the PBX is not there: the client will try again
            }
        }
    }

    private static void up(Socket client, Socket server, boolean[] listens) {
        byte[] buffer = new byte[8192];
        try (InputStream in = client.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                listens[0] |= new String(buffer, 0, n, StandardCharsets.UTF_8).contains("Events: call");
                server.getOutputStream().write(buffer, 0, n);
            }
            server.close();
        } catch (IOException e) {
            // one end was closed
        }
    }

    private void down(Socket server, Socket client, boolean[] listens) {
        byte[] buffer = new byte[65_536];
        boolean between = false;
        try (InputStream in = server.getInputStream()) {
            OutputStream out = client.getOutputStream();
            while (true) {
                if (raining && between && listens[0] && in.available() == 0) {
                    out.write(chunk);
                    events.addAndGet(CHUNK);
                    continue;
                }
                int n = in.read(buffer);
                if (n < 0) {
                    client.close();
                    return;
                }
                out.write(buffer, 0, n);
                between = n >= 4 && buffer[n - 1] == '\n' && buffer[n - 2] == '\r' && buffer[n - 3] == '\n';
            }
        } catch (IOException e) {
            // one end was closed
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "jackfield-testkit-flood");
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
