package org.jackfield.it.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jackfield.it.sip.SipMessage.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A telephone, or the carrier at the other end of a trunk: one UDP socket on loopback that speaks SIP (RFC 3261) to one
 * PBX. What its calls know about themselves ({@link Dialog}) is the truth that the tests compare the product with.
 */
public final class SipPhone implements AutoCloseable {

    /** Who a call says it comes from. */
    public record Caller(String number, String name) {
        /** As a From header says it. */
        public String address() {
            String quoted =
                    name.isEmpty() ? "" : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\" ";
            return quoted + "<sip:" + number + "@127.0.0.1>";
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SipPhone.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, REFER, NOTIFY, INFO, UPDATE";

    private final Caller identity;
    private final Digest digest;
    private final DatagramSocket socket;
    private final Map<String, Dialog> dialogs = new ConcurrentHashMap<>();
    private final BlockingQueue<Dialog> incoming = new LinkedBlockingQueue<>();
    private final Registration registration = new Registration(this);
    private final ScheduledExecutorService ticker;
    private final ExecutorService errands;
    private volatile InetSocketAddress pbx;
    private volatile Consumer<Dialog> onCall = incoming::add;
    private volatile boolean obedient;

    private SipPhone(Caller identity, String secret) {
        this.identity = identity;
        this.digest = new Digest(identity.number(), secret);
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setReceiveBufferSize(1 << 20);
        } catch (SocketException e) {
            throw new IllegalStateException("No UDP port is free for a phone", e);
        }
        ticker = Executors.newSingleThreadScheduledExecutor(named("rtp"));
        errands = Executors.newCachedThreadPool(named("errand"));
        ticker.scheduleAtFixedRate(this::sound, 20, 20, TimeUnit.MILLISECONDS);
        named("sip").newThread(this::receive).start();
    }

    /** A desk phone that is registered at the PBX. */
    public static SipPhone extension(String number, String name, String secret, int pbxPort) {
        SipPhone phone = new SipPhone(new Caller(number, name), secret);
        phone.connect(pbxPort);
        phone.register(Duration.ofHours(1));
        return phone;
    }

    /** The far end of a trunk; it does not register. Its port is what the PBX must be told: {@link #port()}. */
    public static SipPhone carrier() {
        return new SipPhone(new Caller("carrier", ""), "");
    }

    /** Says at which port of this machine the PBX is. */
    public void connect(int pbxPort) {
        pbx = new InetSocketAddress(InetAddress.getLoopbackAddress(), pbxPort);
    }

    /** Registers anew, or unregisters when the time is zero. Fails when the PBX refuses. */
    public void register(Duration expires) {
        registration.renew(expires);
    }

    /** Calls a number in this phone's own name. */
    public Dialog call(String to) {
        return call(to, identity);
    }

    /** Calls a number in somebody's name, as a carrier does; extra headers go into the INVITE. */
    public Dialog call(String to, Caller from, Header... extra) {
        return callAs(to, from.address(), extra);
    }

    /** As {@link #call(String, Caller, Header...)}, with a From header as it is given here, however odd. */
    public Dialog callAs(String to, String from, Header... extra) {
        Dialog dialog = Dialog.outgoing(this, to, from);
        dialogs.put(dialog.callId(), dialog);
        dialog.invite(List.of(extra));
        return dialog;
    }

    /** The next call that comes in, neither ringing nor answered yet. */
    public Dialog nextCall() {
        return nextCall(Duration.ofSeconds(10));
    }

    public Dialog nextCall(Duration patience) {
        try {
            Dialog dialog = incoming.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (dialog == null) {
                throw new AssertionError("No call came to " + number() + " within " + patience.toMillis() + " ms");
            }
            return dialog;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a call to " + number(), e);
        }
    }

    /** From now on each incoming call goes to this reaction, on a thread of its own, and not to {@link #nextCall}. */
    public void onCall(Consumer<Dialog> reaction) {
        onCall = dialog -> errands.execute(() -> reaction.accept(dialog));
    }

    /** From now on calls wait for {@link #nextCall} again. */
    public void keepCalls() {
        onCall = incoming::add;
    }

    /** Lets the PBX answer and hold calls at this phone by NOTIFY with Event talk and hold, as many desk phones do. */
    public void obeyRemoteControl() {
        obedient = true;
    }

    public String number() {
        return identity.number();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Hangs up everything and forgets the calls that nobody took. */
    public void hangUpAll() {
        dialogs.values().forEach(Dialog::hangUp);
        incoming.clear();
    }

    /** Hangs up what is still up, then goes silent. The registration stays, as when a phone loses its power. */
    @Override
    public void close() {
        hangUpAll();
        ticker.shutdownNow();
        errands.shutdownNow();
        socket.close();
    }

    // ---- for its dialogs

    Digest digest() {
        return digest;
    }

    int pbxPort() {
        return pbx.getPort();
    }

    void send(SipMessage message) {
        LOG.debug("{} > {}", number(), message.firstLine());
        byte[] data = message.encode();
        try {
            socket.send(new DatagramPacket(data, data.length, pbx));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException("Phone " + number() + " could not send", e);
            }
        }
    }

    void later(Runnable errand, Duration delay) {
        ticker.schedule(() -> errands.execute(errand), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The headers that every request of this phone carries. */
    List<Header> standardHeaders(String branch) {
        return new ArrayList<>(List.of(
                new Header("Via", "SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=" + branch + ";rport"),
                new Header("Max-Forwards", "70"),
                new Header("Contact", contact()),
                new Header("Allow", ALLOW),
                new Header("Supported", "replaces")));
    }

    String contact() {
        return "<sip:" + number() + "@127.0.0.1:" + port() + ">";
    }

    // ---- its threads

    private void receive() {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (packet.getLength() > 8) { // shorter ones only keep the path open
                    handle(SipMessage.parse(buffer, packet.getLength()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("Phone {} cannot receive: {}", number(), e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.warn("Phone {} did not understand a message", number(), e);
            }
        }
    }

    private void handle(SipMessage message) {
        LOG.debug("{} < {}", number(), message.firstLine());
        Dialog dialog = dialogs.get(message.header("call-id"));
        if (!message.isRequest()) {
            if (dialog != null) {
                dialog.onResponse(message);
            } else {
                registration.onResponse(message);
            }
        } else if (message.method().equals("NOTIFY") && List.of("talk", "hold").contains(message.header("event"))) {
            send(message.response(200, "OK", Ids.random(4)));
            remoteControl(message.header("event"));
        } else if (dialog != null) {
            dialog.onRequest(message);
        } else if (message.method().equals("INVITE")) {
            Dialog offered = Dialog.incoming(this, message);
            dialogs.put(offered.callId(), offered);
            onCall.accept(offered);
        } else if (List.of("OPTIONS", "NOTIFY").contains(message.method())) {
            send(message.response(200, "OK", Ids.random(4)));
        } else if (!message.method().equals("ACK")) {
            send(message.response(481, "Call/Transaction Does Not Exist", Ids.random(4)));
        }
    }

    private void remoteControl(String event) {
        if (!obedient) {
            return;
        }
        for (Dialog dialog : dialogs.values()) {
            if (event.equals("talk") && dialog.state() == Dialog.State.RINGING) {
                errands.execute(dialog::answer);
            } else if (event.equals("talk") && dialog.held()) {
                errands.execute(dialog::unhold);
            } else if (event.equals("hold") && dialog.state() == Dialog.State.CONNECTED && !dialog.held()) {
                errands.execute(dialog::hold);
            }
        }
    }

    private void sound() {
        for (Dialog dialog : dialogs.values()) {
            try {
                dialog.tick();
            } catch (IOException e) {
                LOG.debug("Phone {} could not send sound: {}", number(), e.getMessage());
            }
        }
    }

    SipMessage await(CompletableFuture<SipMessage> response, String what) {
        try {
            return response.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Phone " + number() + " waited in vain for " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + what, e);
        }
    }

    private ThreadFactory named(String what) {
        return task -> {
            Thread thread = new Thread(task, "jackfield-it-" + what + "-" + identity.number());
            thread.setDaemon(true);
            return thread;
        };
    }
}
