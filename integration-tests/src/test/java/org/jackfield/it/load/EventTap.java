package org.jackfield.it.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the event stream at the cost of a {@code read}: a socket, one thread, and the time each event was read. What an
 * event says is left to its hearer.
 */
public final class EventTap implements AutoCloseable {
    /** Hears each event on the tap's thread. */
    public interface Hearer {
        /** @param readAt as {@link System#nanoTime} counts */
        void heard(String type, String data, long readAt);
    }

    /** Throws away what it hears, unread: for streams that are merely open. */
    public static final Hearer NOBODY = (type, data, readAt) -> {};

    private static final int UNREAD = 8 * 1024;
    private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket = new Socket();
    private final Hearer hearer;
    private byte[] buffer;
    private int length;

    /** Opens the stream and reads on until it is closed. */
    public EventTap(String address, String token, Hearer hearer) {
        this.hearer = hearer;
        this.buffer = new byte[hearer == NOBODY ? UNREAD : 256 * 1024];
        URI uri = URI.create(address);
        try {
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 5_000);
            socket.setTcpNoDelay(true);
            // HTTP/1.0 has no chunks
            socket.getOutputStream()
                    .write(("GET /api/v1/events HTTP/1.0\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer "
                                    + token + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String head = head(in);
            if (!head.contains(" 200 ")) {
                throw new IllegalStateException("The event stream answered: " + head);
            }
            Thread thread = new Thread(() -> read(in), "load-event-tap");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private void read(InputStream in) {
        try {
            for (int n = in.read(buffer, 0, buffer.length);
                    n >= 0;
                    n = in.read(buffer, length, buffer.length - length)) {
                if (hearer == NOBODY) {
                    continue;
                }
                long now = System.nanoTime();
                int scan = Math.max(length - 1, 0);
                length += n;
                int start = 0;
                for (int i = scan; i + 1 < length; i++) {
                    if (buffer[i] == '\n' && buffer[i + 1] == '\n') {
                        frame(start, i, now);
                        start = i + 2;
                        i++;
                    }
                }
                System.arraycopy(buffer, start, buffer, 0, length - start);
                length -= start;
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, length * 2);
                }
            }
        } catch (IOException e) {
            // closed by the server or by us
        }
    }

    private void frame(int from, int end, long now) {
        String type = "";
        for (int at = from; at < end; ) {
            int newline = at;
            while (newline < end && buffer[newline] != '\n') {
                newline++;
            }
            if (starts(at, newline, EVENT)) {
                type = new String(buffer, at + EVENT.length, newline - at - EVENT.length, StandardCharsets.US_ASCII);
            } else if (starts(at, newline, DATA)) {
                String data = new String(buffer, at + DATA.length, newline - at - DATA.length, StandardCharsets.UTF_8);
                hearer.heard(type, data, now);
            }
            at = newline + 1;
        }
    }

    private boolean starts(int from, int end, byte[] with) {
        return end - from >= with.length && Arrays.equals(buffer, from, from + with.length, with, 0, with.length);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
