package org.jackfield.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session of the lab's AMI user {@code control}: it makes the PBX do things as other software beside the product
 * does, and is told no events. For one thread.
 */
public final class Manager implements AutoCloseable {

    /** Longer than a loaded machine takes for any action. */
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final BufferedReader in;
    private int actions;

    public Manager(AsteriskLab pbx) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), pbx.amiPort());
            socket.setSoTimeout(PATIENCE_MS);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            in.readLine(); // the banner
        } catch (IOException e) {
            throw new UncheckedIOException("The PBX's manager cannot be reached", e);
        }
        act("Login", "Username: control", "Secret: " + pbx.secret());
    }

    /** Sends an action, its members written as {@code Name: value}; fails when the PBX refuses it. */
    public Map<String, String> act(String action, String... members) {
        Map<String, String> response = ask(action, members);
        if (!response.getOrDefault("Response", "").equals("Success")) {
            throw new AssertionError("The PBX refused " + action + ": " + response.get("Message"));
        }
        return response;
    }

    /** As {@link #act}, and a refusal is an answer too. */
    public Map<String, String> ask(String action, String... members) {
        String id = send(action, members);
        Map<String, String> message = read(id);
        while (!message.containsKey("Response")) {
            message = read(id);
        }
        return message;
    }

    /** What the PBX lists; nothing when it says that there is nothing. */
    public List<Map<String, String>> list(String action, String... members) {
        String id = send(action, members);
        List<Map<String, String>> items = new ArrayList<>();
        for (Map<String, String> m = read(id); ; m = read(id)) {
            if (m.getOrDefault("EventList", "").equals("Complete")
                    || m.getOrDefault("Response", "").equals("Error")) {
                return items;
            }
            if (m.containsKey("Event")) {
                items.add(m);
            }
        }
    }

    /** The name of the one channel that this endpoint has; fails when it has none. */
    public String channel(String endpoint) {
        return channelWith("Channel", "PJSIP/" + endpoint + "-");
    }

    /** The name of the channel whose member begins like that, for example by the caller's number. */
    public String channelWith(String member, String beginning) {
        return list("CoreShowChannels").stream()
                .filter(c -> c.getOrDefault(member, "").startsWith(beginning))
                .map(c -> c.get("Channel"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No channel has a " + member + " like " + beginning));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A manager session could not be closed", e);
        }
    }

    private String send(String action, String... members) {
        String id = "control-" + ++actions;
        StringBuilder out = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
        for (String member : members) {
            out.append(member).append("\r\n");
        }
        try {
            socket.getOutputStream().write(out.append("\r\n").toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The PBX's manager has gone", e);
        }
        return id;
    }

    /** The next message that belongs to that action. */
    private Map<String, String> read(String id) {
        try {
            while (true) {
                Map<String, String> message = new LinkedHashMap<>();
                for (String line = in.readLine(); line == null || !line.isEmpty(); line = in.readLine()) {
                    if (line == null) {
                        throw new IOException("The PBX closed the session");
                    }
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        message.putIfAbsent(
                                line.substring(0, colon),
                                line.substring(colon + 1).strip());
                    }
                }
                if (id.equals(message.get("ActionID"))) {
                    return message;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The PBX's manager did not answer", e);
        }
    }
}
