package org.jackfield.it.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What an AMI server says to whoever logs in, whatever the secret, and a voice to all that listen. Every list is empty
 * unless {@link #listed} says otherwise.
 */
public class AmiServer implements AutoCloseable {
    private static final Set<String> LISTS = Set.of(
            "CoreShowChannels",
            "Status",
            "QueueStatus",
            "BridgeList",
            "ParkedCalls",
            "ConfbridgeListRooms",
            "DeviceStateList",
            "ExtensionStateList",
            "PJSIPShowContacts");

    private final ServerSocket server;
    private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** @param port 0 for one that is free */
    public AmiServer(int port) {
        try {
            server = new ServerSocket(port, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("load-pbx-accept", this::accept);
    }

    public final int port() {
        return server.getLocalPort();
    }

    /** How many sessions listen to events. */
    public final int listening() {
        return listeners.size();
    }

    /** The events of a list action without their ActionID; each ends with its last header. */
    protected List<String> listed(String action) {
        return List.of();
    }

    /**
     * An action came; called before it is answered.
     *
     * @param headers by their names in small letters
     */
    protected void asked(String action, Map<String, String> headers) {
        // for those who want to know
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                daemon("load-pbx-session", () -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            out.write("Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.UTF_8));
            Map<String, String> action = new LinkedHashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    answer(action, out);
                    action.clear();
                } else {
                    String[] header = line.split(": ?", 2);
                    action.put(header[0].toLowerCase(Locale.ROOT), header.length > 1 ? header[1] : "");
                }
            }
        } catch (IOException e) {
            // the peer left
        } finally {
            sockets.remove(socket);
        }
    }

    private void answer(Map<String, String> action, OutputStream out) throws IOException {
        String name = action.getOrDefault("action", "");
        asked(name, action);
        String id = action.containsKey("actionid") ? "ActionID: " + action.get("actionid") + "\r\n" : "";
        send(out, "Response: Success\r\n" + id + body(name, action, id));
        if (name.equalsIgnoreCase("Login") && !"off".equals(action.get("events"))) {
            send(out, "Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n");
            listeners.add(out);
        }
    }

    private String body(String name, Map<String, String> action, String id) {
        if (LISTS.contains(name)) {
            StringBuilder list = new StringBuilder("EventList: start\r\n\r\n");
            List<String> items = listed(name);
            items.forEach(item -> list.append(item).append(id).append("\r\n"));
            return list.append("Event: " + name + "Complete\r\n" + id + "EventList: Complete\r\nListItems: ")
                    .append(items.size())
                    .append("\r\n\r\n")
                    .toString();
        }
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "challenge" -> "Challenge: 123456789\r\n\r\n";
            case "corestatus" -> "CoreStartupDate: 2026-01-01\r\nCoreStartupTime: 00:00:00\r\n\r\n";
            case "coresettings" -> "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\nSystemName: load\r\n\r\n";
            case "command" -> "Message: Command output follows\r\nOutput: Asterisk 22.10.1\r\n\r\n";
            case "getvar" -> "Variable: " + action.getOrDefault("variable", "") + "\r\nValue: \r\n\r\n";
            default -> "Message: ok\r\n\r\n";
        };
    }

    private static void send(OutputStream out, String text) throws IOException {
        synchronized (out) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends whole events to everybody who listens. */
    public final void tell(byte[] bytes, int from, int length) {
        for (OutputStream out : listeners) {
            try {
                synchronized (out) {
                    out.write(bytes, from, length);
                }
            } catch (IOException e) {
                listeners.remove(out);
            }
        }
    }

    /** Sends whole events to everybody who listens. */
    public final void tell(String events) {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        tell(bytes, 0, bytes.length);
    }

    /** Breaks every connection, as a network does. */
    public final void cut() {
        listeners.clear();
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
