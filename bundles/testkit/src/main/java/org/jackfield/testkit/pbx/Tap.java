package org.jackfield.testkit.pbx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A cable between a driver and its PBX: can be cut in the middle of a message, and can carry garbage. */
public final class Tap implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final ServerSocket listener = new ServerSocket();
    private final int target;
    private final byte[] endOfMessage;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong bytesLeft = new AtomicLong(NEVER);
    private final AtomicReference<byte[]> garbage = new AtomicReference<>();

    /**
     * @param port where to listen on loopback; 0 for any free one
     * @param target the PBX's port on loopback
     * @param endOfMessage the bytes after which garbage may come
     */
    public Tap(int port, int target, byte[] endOfMessage) throws IOException {
        this.target = target;
        this.endOfMessage = endOfMessage.clone();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        thread("accept", this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections came so far. */
    public int connections() {
        return connections.get();
    }

    /** Cuts everything once the PBX has said so many more bytes; what comes after is whole again. */
    public void cutAfter(long bytes) {
        bytesLeft.set(bytes);
    }

    /** Puts these bytes behind the PBX's next message. */
    public void carry(byte[] bytes) {
        garbage.set(bytes.clone());
    }

    /** Whether the garbage is on its way. */
    public boolean carried() {
        return garbage.get() == null;
    }

    public void cut() {
        for (Socket socket : sockets) {
            close(socket);
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                connections.incrementAndGet();
                sockets.add(client);
                Socket pbx = new Socket();
                sockets.add(pbx);
                try {
                    pbx.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                    thread("up", () -> pump(client, pbx, false));
                    thread("down", () -> pump(pbx, client, true));
                } catch (IOException e) {
                    close(client);
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to, boolean fromPbx) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[4_096];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (!fromPbx) {
                    out.write(bytes, 0, n);
                } else if (!pass(out, bytes, n)) {
                    cut();
                    return;
                }
            }
        } catch (IOException e) {
            // one side has left
        } finally {
            close(from);
            close(to);
        }
    }

    /** @return false if the cable is cut behind what was passed */
    private boolean pass(OutputStream out, byte[] bytes, int n) throws IOException {
        long left = bytesLeft.get();
        if (left <= n) {
            bytesLeft.set(NEVER);
            out.write(bytes, 0, (int) left);
            return false;
        }
        if (left != NEVER) {
            bytesLeft.addAndGet(-n);
        }
        int end = garbage.get() == null ? -1 : endOfMessage(bytes, n);
        byte[] dirt = end < 0 ? null : garbage.getAndSet(null);
        if (dirt == null) {
            out.write(bytes, 0, n);
        } else {
            out.write(bytes, 0, end);
            out.write(dirt);
            out.write(bytes, end, n - end);
        }
        return true;
    }

    private int endOfMessage(byte[] bytes, int n) {
        for (int end = endOfMessage.length; end <= n; end++) {
            if (java.util.Arrays.equals(bytes, end - endOfMessage.length, end, endOfMessage, 0, endOfMessage.length)) {
                return end;
            }
        }
        return -1;
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is being thrown away
        }
    }

    private static void thread(String what, Runnable work) {
        Thread thread = new Thread(work, "jackfield-testkit-tap-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
