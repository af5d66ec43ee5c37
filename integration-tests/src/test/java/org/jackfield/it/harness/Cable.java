package org.jackfield.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network cable between a device and a server, which can be pulled: then nothing gets through and nobody is told.
 * What the device sends can be read on it.
 */
public final class Cable implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private volatile boolean pulled;
    private volatile boolean cut;

    public Cable(int serverPort) {
        this.serverPort = serverPort;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free for a cable", e);
        }
        thread("plug", this::accept);
    }

    /** Where the device connects. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing arrives on either side, and the connections stay open. */
    public void pull() {
        pulled = true;
    }

    /** From now on every connection is closed, at both ends, and none comes about. */
    public void cut() {
        cut = true;
        sockets.forEach(Cable::end);
        sockets.clear();
    }

    /** New connections get through again. */
    public void mend() {
        cut = false;
    }

    /** Puts it back; connections that were up when it was pulled are gone. */
    public void plug() {
        pulled = false;
        snap();
    }

    /** Breaks every connection at once with a reset, wherever in a message it is; a new one can be made. */
    public void snap() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // it has ended already
            }
            end(socket);
        }
        sockets.clear();
    }

    /** Everything that went from the device to the server so far. */
    public String sent() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A cable could not be taken away", e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket device = listener.accept();
                if (cut) {
                    end(device);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.addAll(List.of(device, server));
                thread("up", () -> carry(device, server, sent));
                thread("down", () -> carry(server, device, OutputStream.nullOutputStream()));
            } catch (IOException e) {
                // the cable was taken away, or there is no server: the device will try again
            }
        }
    }

    private void carry(Socket from, Socket to, OutputStream record) {
        byte[] buffer = new byte[4096];
        try (InputStream in = from.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                record.write(buffer, 0, n);
                if (!pulled) {
                    to.getOutputStream().write(buffer, 0, n);
                }
            }
            if (!pulled) {
                to.close();
            }
        } catch (IOException e) {
            // one end was closed
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was closed already
        }
    }

    private static void thread(String what, Runnable task) {
        Thread thread = new Thread(task, "jackfield-it-cable-" + what);
        thread.setDaemon(true);
        thread.start();
    }
}
