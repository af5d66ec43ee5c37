package org.jackfield.it.sip;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jackfield.it.sip.SipMessage.Header;

/**
 * One call at one phone (a SIP dialog, RFC 3261 section 12): what a person does with it. Actions return at once unless
 * they say otherwise; {@link CallFacts} tells what came of them.
 */
public final class Dialog extends CallFacts {

    private final SipPhone phone;
    private final boolean outgoing;
    private final Signalling signalling;
    private final RtpSender rtp = new RtpSender();

    private volatile int code;
    private volatile boolean releasedHere;
    private volatile Optional<String> connectedNumber = Optional.empty();

    private Dialog(SipPhone phone, Signalling signalling, State first) {
        super(phone.number(), first);
        this.phone = phone;
        this.outgoing = first == State.CALLING;
        this.signalling = signalling;
    }

    static Dialog outgoing(SipPhone phone, String to, String from) {
        String target = "sip:" + to + "@127.0.0.1:" + phone.pbxPort();
        return new Dialog(phone, new Signalling(phone, from, "<sip:" + to + "@127.0.0.1>", target), State.CALLING);
    }

    static Dialog incoming(SipPhone phone, SipMessage invite) {
        Dialog dialog = new Dialog(phone, new Signalling(phone, invite), State.OFFERED);
        dialog.rtp.remote(invite.body());
        phone.send(dialog.signalling.response(invite, 100, "Trying"));
        return dialog;
    }

    void invite(List<Header> extra) {
        signalling.invite(signalling.request("INVITE", extra).withSdp(rtp.sdp("sendrecv")));
    }

    // ---- what a person does

    /** The phone rings. */
    public Dialog ring() {
        reply(signalling.invite(), 180, "Ringing", "");
        become(State.RINGING);
        return this;
    }

    /** Lifts the handset; fails when the caller was gone before. */
    public Dialog answer() {
        if (state() == State.ENDED) {
            throw new AssertionError("The call at " + phone.number() + " ended before it could be answered");
        }
        reply(signalling.invite(), 200, "OK", rtp.sdp("sendrecv"));
        become(State.CONNECTED);
        return this;
    }

    /** Refuses the call: 486 is busy here, 603 is declined. */
    public void reject(int status, String reason) {
        code = status;
        releasedHere = true;
        reply(signalling.invite(), status, reason, "");
        end();
    }

    /** Sends the caller to another number (302). */
    public void redirect(String to) {
        SipMessage moved = signalling
                .response(signalling.invite(), 302, "Moved Temporarily")
                .with("Contact", "<sip:" + to + "@127.0.0.1:" + phone.pbxPort() + ">");
        releasedHere = true;
        signalling.reply(signalling.invite(), moved);
        end();
    }

    /** Ends the call in whatever state it is: BYE, CANCEL or 603. */
    public void hangUp() {
        State now = state();
        if (now == State.CONNECTED) {
            releasedHere = true;
            signalling.send(signalling.request("BYE", List.of()));
            end();
        } else if (now != State.ENDED && outgoing) {
            releasedHere = true;
            phone.send(signalling.invite().transactional("CANCEL"));
        } else if (now != State.ENDED) {
            reject(603, "Decline");
        }
    }

    /** Puts the other side on hold; returns when the PBX has agreed. */
    public void hold() {
        beginHold();
        renegotiate("sendonly");
    }

    /** Takes the call back from hold; returns when the PBX has agreed. */
    public void unhold() {
        renegotiate("sendrecv");
        endHold();
    }

    /** Blind transfer (RFC 3515): hands the other side to a number and hangs up when the PBX has done it. */
    public void transfer(String to) {
        refer("<sip:" + to + "@127.0.0.1:" + phone.pbxPort() + ">");
    }

    /** Attended transfer (RFC 3891): joins the other side of this call with that of the consultation. */
    public void transfer(Dialog consultation) {
        refer("<" + consultation.signalling.remoteUri() + ":" + phone.pbxPort() + "?Replaces="
                + URLEncoder.encode(consultation.signalling.replaces(), StandardCharsets.UTF_8) + ">");
    }

    /** Presses keys (RFC 4733), 120 ms each. */
    public void press(String keys) {
        keys.chars().forEach(k -> rtp.press((char) k));
    }

    /** Speaks (a tone) or is silent. */
    public void speak(boolean on) {
        rtp.tone(on);
    }

    // ---- what the phone knows beyond its times

    /** Whether this phone ended the call. */
    public boolean releasedHere() {
        return releasedHere;
    }

    /** The SIP status that ended the call before an answer; 0 when there was none. */
    public int code() {
        return code;
    }

    public String callerNumber() {
        return signalling.invite().user("from").orElse("");
    }

    public String callerName() {
        return signalling.invite().displayName("from").orElse("");
    }

    /** Who the PBX says is at the other end now (P-Asserted-Identity of a re-INVITE or UPDATE, RFC 3325). */
    public Optional<String> connectedNumber() {
        return connectedNumber;
    }

    /** RTP packets heard so far; 50 a second while somebody is at the other end. */
    public int packetsHeard() {
        return rtp.received();
    }

    /** Whether the tone of somebody who speaks is heard now. */
    public boolean hearsTone() {
        return rtp.hearsTone();
    }

    /** The keys that the other side pressed so far, heard as telephone events (RFC 4733). */
    public String keysHeard() {
        return rtp.heardKeys();
    }

    public String callId() {
        return signalling.callId();
    }

    // ---- what the PBX does

    void tick() throws IOException {
        if (state() == State.CONNECTED) {
            rtp.tick();
        }
    }

    void onRequest(SipMessage request) {
        if (signalling.repeated(request)) {
            return;
        }
        switch (request.method()) {
            case "ACK" -> {}
            case "BYE" -> {
                reply(request, 200, "OK", "");
                end();
            }
            case "CANCEL" -> {
                reply(request, 200, "OK", "");
                if (state() != State.CONNECTED && state() != State.ENDED) {
                    reply(signalling.invite(), 487, "Request Terminated", "");
                    end();
                }
            }
            case "INVITE", "UPDATE" -> {
                rtp.remote(request.body());
                request.user("p-asserted-identity").ifPresent(n -> connectedNumber = Optional.of(n));
                boolean silent =
                        request.method().equals("UPDATE") && request.body().isEmpty();
                reply(request, 200, "OK", silent ? "" : rtp.sdp(held() ? "sendonly" : "sendrecv"));
            }
            case "NOTIFY" -> {
                reply(request, 200, "OK", "");
                if (state() == State.CONNECTED && request.body().contains("SIP/2.0 200")) {
                    phone.later(this::hangUp, Duration.ofMillis(50)); // the transfer is done, so the phone lets go
                }
            }
            default -> reply(request, 200, "OK", "");
        }
    }

    void onResponse(SipMessage response) {
        boolean first = signalling.answersInvite(response);
        if (response.code() < 200) {
            if (first && response.code() > 100 && state() == State.CALLING) {
                rtp.remote(response.body());
                become(State.RINGING);
            }
        } else if (signalling.settle(response) && first) {
            if (response.code() >= 300) {
                code = response.code();
                end();
            } else {
                rtp.remote(response.body());
                become(State.CONNECTED);
                if (releasedHere) { // the answer crossed our CANCEL
                    hangUp();
                }
            }
        }
    }

    private void refer(String target) {
        signalling.send(signalling.request(
                "REFER",
                List.of(new Header("Refer-To", target), new Header("Referred-By", signalling.localAddress()))));
    }

    private void renegotiate(String direction) {
        SipMessage request = signalling.request("INVITE", List.of()).withSdp(rtp.sdp(direction));
        SipMessage response = phone.await(signalling.send(request), "an answer to its re-INVITE");
        if (response.code() != 200) {
            throw new AssertionError("The PBX refused a re-INVITE of " + phone.number() + ": " + response.firstLine());
        }
        rtp.remote(response.body());
    }

    private void reply(SipMessage request, int status, String reason, String sdp) {
        SipMessage response = signalling.response(request, status, reason);
        signalling.reply(request, sdp.isEmpty() ? response : response.withSdp(sdp));
    }

    private void end() {
        become(State.ENDED);
        rtp.close();
    }
}
