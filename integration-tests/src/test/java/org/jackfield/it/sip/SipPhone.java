package org.jackfield.it.sip;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jackfield.it.sip.SipMessage.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A telephone, or the carrier at the other end of a trunk, on a {@link SipWire} to one PBX. What its calls know about
 * themselves ({@link Dialog}) is the truth that the tests compare the product with.
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
    private final SipWire wire;
    private final Map<String, Dialog> dialogs = new ConcurrentHashMap<>();
    private final BlockingQueue<Dialog> incoming = new LinkedBlockingQueue<>();
    private final Registration registration = new Registration(this);
    private volatile Consumer<Dialog> onCall = incoming::add;
    private volatile boolean obedient;

    private SipPhone(Caller identity, String secret) {
        this.identity = identity;
        this.digest = new Digest(identity.number(), secret);
        this.wire = new SipWire(identity.number());
        wire.open(this::handle, this::sound);
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
        wire.connect(pbxPort);
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
        onCall = dialog -> wire.run(() -> reaction.accept(dialog));
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
        return wire.port();
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
        wire.close();
    }

    // ---- for its dialogs

    Digest digest() {
        return digest;
    }

    int pbxPort() {
        return wire.pbxPort();
    }

    void send(SipMessage message) {
        wire.send(message);
    }

    void later(Runnable errand, Duration delay) {
        wire.later(errand, delay);
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

    private void handle(SipMessage message) {
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
                wire.run(dialog::answer);
            } else if (event.equals("talk") && dialog.held()) {
                wire.run(dialog::unhold);
            } else if (event.equals("hold") && dialog.state() == Dialog.State.CONNECTED && !dialog.held()) {
                wire.run(dialog::hold);
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
}
