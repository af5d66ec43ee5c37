package org.jackfield.pbx.sim.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A manager's side of a connection, as plain as can be. */
final class AmiClient implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final InputStream in;

    AmiClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void act(String... headers) throws IOException {
        send(String.join("\r\n", headers) + "\r\n\r\n");
    }

    void logIn() throws IOException {
        line();
        act("Action: Login", "Username: sim", "Secret: test-secret");
        await("Event", "FullyBooted");
    }

    /** The next line, or null when the other side is gone. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.append((char) next);
        }
        return line.toString().trim();
    }

    Recording.Message message() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = line(); line == null || !line.isEmpty() || text.length() == 0; line = line()) {
            if (line == null) {
                throw new IOException("the PBX is gone");
            }
            text.append(line.isEmpty() ? "" : line + "\r\n");
        }
        return Recording.Message.of(text.toString());
    }

    /** Reads on until a header has a value. */
    Recording.Message await(String header, String value) throws IOException {
        Recording.Message message = message();
        while (!message.get(header).equals(value)) {
            message = message();
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
