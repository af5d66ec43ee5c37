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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An AMI server inside the load process: what an Asterisk 22 sends for an inbound call that rings at a phone, with the
 * moment of each event in the hands of the load. It knows of no calls when asked, so the link must be up before the
 * load.
 */
final class LoadPbx implements AutoCloseable {
    private final ServerSocket server;
    private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    LoadPbx() {
        try {
            server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("load-pbx-accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
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
                    action.put(header[0], header[1]);
                }
            }
        } catch (IOException e) {
            // the peer left
        }
    }

    private void answer(Map<String, String> action, OutputStream out) throws IOException {
        String id = "ActionID: " + action.getOrDefault("ActionID", "") + "\r\n";
        String text =
                switch (action.getOrDefault("Action", "")) {
                    case "CoreStatus" ->
                        "Response: Success\r\n" + id
                                + "CoreStartupDate: 2026-01-01\r\nCoreStartupTime: 00:00:00\r\n\r\n";
                    case "CoreShowChannels", "QueueStatus" ->
                        "Response: Success\r\n" + id
                                + "EventList: start\r\n\r\nEvent: " + action.get("Action") + "Complete\r\n" + id
                                + "EventList: Complete\r\nListItems: 0\r\n\r\n";
                    default -> "Response: Success\r\n" + id + "Message: ok\r\n\r\n";
                };
        send(out, text);
        if ("Login".equals(action.get("Action")) && !"off".equals(action.get("Events"))) {
            listeners.add(out);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        synchronized (out) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void tell(String events) {
        for (OutputStream out : listeners) {
            try {
                send(out, events);
            } catch (IOException e) {
                listeners.remove(out);
            }
        }
    }

    /** A customer calls a line: everything up to, but without, the first ring. */
    void dials(int call, String number, String line) {
        String caller = channel("Newchannel", call, 0, "trunk", 4) + "CallerIDNum: " + number
                + "\r\nCallerIDName: Load\r\nExten: +44207946" + line + "\r\n\r\n";
        String phone = channel("Newchannel", call, 1, line, 0) + "CallerIDNum: " + line + "\r\nExten: s\r\n\r\n";
        String dial =
                event("DialBegin") + "Channel: PJSIP/trunk-" + call + "\r\nChannelState: 4\r\nUniqueid: " + id(call, 0)
                        + "\r\nLinkedid: " + id(call, 0) + "\r\nCallerIDNum: " + number + "\r\nDestChannel: PJSIP/"
                        + line + "-" + call
                        + "\r\nDestUniqueid: " + id(call, 1) + "\r\nDestLinkedid: " + id(call, 0) + "\r\nDialString: "
                        + line + "\r\n\r\n";
        tell(caller + phone + dial);
    }

    /** The phone rings: the event whose way to the screen is measured. */
    void rings(int call, String line) {
        tell(channel("Newstate", call, 1, line, 5) + "\r\n");
    }

    /** The customer gives up. */
    void hangsUp(int call, String line) {
        tell(channel("HangupRequest", call, 0, "trunk", 4) + "\r\n"
                + event("DialEnd") + "DestUniqueid: " + id(call, 1) + "\r\nDialStatus: CANCEL\r\n\r\n"
                + channel("Hangup", call, 0, "trunk", 4) + "Cause: 127\r\n\r\n"
                + channel("Hangup", call, 1, line, 5) + "Cause: 127\r\n\r\n");
    }

    private static String channel(String event, int call, int leg, String endpoint, int state) {
        return event(event) + "Channel: PJSIP/" + endpoint + "-" + call + "\r\nChannelState: " + state
                + "\r\nUniqueid: " + id(call, leg) + "\r\nLinkedid: " + id(call, 0) + "\r\n";
    }

    private static String event(String name) {
        Instant now = Instant.now();
        return "Event: " + name + "\r\nPrivilege: call,all\r\nTimestamp: " + now.getEpochSecond() + "."
                + String.format("%06d", now.getNano() / 1000) + "\r\n";
    }

    private static String id(int call, int leg) {
        return "load-1767225600." + (call * 2 + leg);
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
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
