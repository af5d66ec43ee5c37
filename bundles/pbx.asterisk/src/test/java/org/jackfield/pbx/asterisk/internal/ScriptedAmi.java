package org.jackfield.pbx.asterisk.internal;

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
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** An AMI server that lists what the test gives it, and can fall silent, cut and restart. */
final class ScriptedAmi implements AutoCloseable {
    private static final Runnable NOTHING = () -> {};

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
    private final List<Socket> hearing = new CopyOnWriteArrayList<>();
    private final Map<String, ConcurrentLinkedQueue<String>> rows = new LinkedHashMap<>();
    private final AtomicReference<Runnable> whileListing = new AtomicReference<>(NOTHING);
    private volatile boolean silent;
    private volatile String started = "2026-01-01";

    ScriptedAmi() {
        Lists.ACTIONS.keySet().forEach(action -> rows.put(action, new ConcurrentLinkedQueue<>()));
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on nothing gets through and nobody is told, or it does again for whoever connects. */
    void blackHole(boolean on) {
        silent = on;
        if (!on) {
            cut();
        }
    }

    /** Asterisk stops: it closes the sessions that hear no events first. */
    void cutWhoAsks() {
        sockets.stream().filter(socket -> !hears(socket)).forEach(ScriptedAmi::quietly);
    }

    private boolean hears(Socket socket) {
        return hearing.contains(socket);
    }

    void cut() {
        listeners.clear();
        hearing.clear();
        sockets.forEach(ScriptedAmi::quietly);
        sockets.clear();
    }

    void restart(String date) {
        started = date;
        rows.values().forEach(ConcurrentLinkedQueue::clear);
    }

    /** Runs once, after the lists were asked for and before they are answered. */
    void whileListing(Runnable happening) {
        whileListing.set(happening);
    }

    /** A customer talks with a phone. */
    void talk(String call, String phone, String bridge) {
        show(channel(call, 0, "trunk", 6) + "BridgeId: " + bridge + "\r\n");
        show(channel(call, 1, phone, 6) + "BridgeId: " + bridge + "\r\n");
    }

    /** As {@link #talk}, with who was called listed first. */
    void talkBackwards(String call, String phone, String bridge) {
        show(channel(call, 1, phone, 6) + "BridgeId: " + bridge + "\r\n");
        show(channel(call, 0, "trunk", 6) + "BridgeId: " + bridge + "\r\n");
    }

    void queued(String call, String queue) {
        show(channel(call, 0, "trunk", 6));
        rows.get("QueueStatus").add("Queue: " + queue + "\r\nUniqueid: " + id(call, 0) + "\r\n");
    }

    void parked(String call) {
        show(channel(call, 0, "trunk", 6) + "BridgeId: lot\r\n");
        rows.get("ParkedCalls").add("ParkeeUniqueid: " + id(call, 0) + "\r\nParkingSpace: 701\r\n");
    }

    void device(String device, String state) {
        rows.get("DeviceStateList").add("Device: " + device + "\r\nState: " + state + "\r\n");
    }

    /** The events of a call that is answered. */
    void tellTalk(String call, String phone, String bridge) {
        tell("Newchannel", channel(call, 0, "trunk", 4));
        tell("Newchannel", channel(call, 1, phone, 0));
        tell(
                "DialBegin",
                channel(call, 0, "trunk", 4) + "DestChannel: PJSIP/" + phone + "-" + call + "\r\nDestUniqueid: "
                        + id(call, 1) + "\r\nDialString: " + phone + "\r\n");
        tell("Newstate", channel(call, 1, phone, 5));
        tell("Newstate", channel(call, 1, phone, 6));
        tell("BridgeEnter", channel(call, 1, phone, 6) + "BridgeUniqueid: " + bridge + "\r\n");
        tell("BridgeEnter", channel(call, 0, "trunk", 6) + "BridgeUniqueid: " + bridge + "\r\n");
    }

    /** The customer hangs up. */
    void tellEnd(String call, String phone) {
        tell("HangupRequest", channel(call, 0, "trunk", 6));
        tell("Hangup", channel(call, 1, phone, 6) + "Cause: 16\r\n");
        tell("Hangup", channel(call, 0, "trunk", 6) + "Cause: 16\r\n");
    }

    private void show(String row) {
        rows.get("CoreShowChannels").add(row);
    }

    private static String channel(String call, int leg, String endpoint, int state) {
        return "Channel: PJSIP/" + endpoint + "-" + call + "\r\nChannelState: " + state + "\r\nUniqueid: "
                + id(call, leg) + "\r\nLinkedid: " + id(call, 0) + "\r\nCallerIDNum: "
                + (leg == 0 ? "+12025550101" : endpoint) + "\r\nExten: +442079460111\r\n";
    }

    private static String id(String call, int leg) {
        return "lab1-1767225600." + (Integer.parseInt(call) * 2 + leg);
    }

    private void tell(String event, String headers) {
        listeners.forEach(out -> send(out, "Event: " + event + "\r\n" + headers + "\r\n"));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            send(out, "Asterisk Call Manager/11.0.0\r\n");
            Map<String, String> action = new LinkedHashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    answer(action, socket, out);
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

    private void answer(Map<String, String> action, Socket socket, OutputStream out) throws IOException {
        String name = action.get("Action");
        String id = "ActionID: " + action.get("ActionID") + "\r\n";
        if (name.equals("CoreShowChannels")) {
            whileListing.getAndSet(NOTHING).run();
        }
        if (name.equals("CoreStatus")) {
            send(out, "Response: Success\r\n" + id + "CoreStartupDate: " + started + "\r\n\r\n");
        } else if (rows.containsKey(name)) {
            list(name, id, out);
        } else {
            send(out, "Response: Success\r\n" + id + "\r\n");
        }
        if (name.equals("Login") && !action.get("Events").equals("off")) {
            send(out, "Event: FullyBooted\r\n\r\n");
            hearing.add(socket);
            listeners.add(out);
        }
    }

    private void list(String name, String id, OutputStream out) {
        if (rows.get(name).isEmpty()) {
            send(out, "Response: Error\r\n" + id + "Message: Nothing there\r\n\r\n");
            return;
        }
        StringBuilder text = new StringBuilder("Response: Success\r\n" + id + "EventList: start\r\n\r\n");
        for (String row : rows.get(name)) {
            text.append("Event: ")
                    .append(Lists.ACTIONS.get(name))
                    .append("\r\n")
                    .append(id)
                    .append(row)
                    .append("\r\n");
        }
        send(out, text + "Event: " + name + "Complete\r\n" + id + "EventList: Complete\r\n\r\n");
    }

    private void send(OutputStream out, String text) {
        if (silent) {
            return;
        }
        try {
            synchronized (out) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            listeners.remove(out);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-ami");
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
