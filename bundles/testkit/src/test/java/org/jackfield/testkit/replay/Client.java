package org.jackfield.testkit.replay;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A client that sends an action and reads messages one by one. */
final class Client implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final BufferedReader in;
    final String banner;
    private int number;

    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        banner = in.readLine();
    }

    static Client loggedIn(int port, String events) throws IOException {
        Client client = new Client(port);
        client.ask("Login", "Username: any", "Secret: any", "Events: " + events);
        return client;
    }

    /** Sends an action and returns its response, skipping what comes before. */
    Message ask(String action, String... headers) throws IOException {
        String id = send(action, headers);
        return next(message -> message.isResponse() && message.get("ActionID").equals(id));
    }

    String send(String action, String... headers) throws IOException {
        String id = "test-" + ++number;
        String text = "Action: " + action + "\r\nActionID: " + id + "\r\n" + String.join("\r\n", headers)
                + (headers.length > 0 ? "\r\n" : "") + "\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return id;
    }

    /** Sends a list action and returns all of its answer. */
    List<Message> list(String action) throws IOException {
        String id = send(action);
        List<Message> all = new ArrayList<>();
        do {
            all.add(next(message -> message.get("ActionID").equals(id)));
        } while (!all.get(all.size() - 1).get("EventList").equals("Complete"));
        return all;
    }

    Message next(Predicate<Message> wanted) throws IOException {
        Message message = next();
        while (!wanted.test(message)) {
            message = next();
        }
        return message;
    }

    List<Message> until(Predicate<Message> last) throws IOException {
        List<Message> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!last.test(all.get(all.size() - 1)));
        return all;
    }

    Message next() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = in.readLine(); text.length() == 0 || !line.isEmpty(); line = in.readLine()) {
            if (line == null) {
                throw new EOFException("the server closed the connection");
            }
            text.append(line).append(line.isEmpty() ? "" : "\r\n");
        }
        return new Message(text.toString(), 0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
