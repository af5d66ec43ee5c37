package org.jackfield.it.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jackfield.it.sip.SipMessage.Header;

/** The requests and responses of one dialog: identities, numbering, repeats, and the answer to a challenge. */
final class Signalling {

    private record Outstanding(SipMessage request, CompletableFuture<SipMessage> response) {}

    private final SipPhone phone;
    private final String callId;
    private final String localTag = Ids.random(4);
    private final String localAddress;
    private final String remoteAddress;
    private final AtomicInteger sequence = new AtomicInteger(10);
    private final Map<String, Outstanding> outstanding = new ConcurrentHashMap<>();
    /** Our response to each request of the other side, for when it asks again. */
    private final Map<String, SipMessage> answered = new ConcurrentHashMap<>();

    private volatile String remoteTarget;
    private volatile Optional<String> remoteTag = Optional.empty();
    private volatile SipMessage invite;

    /** Of a call that goes out; {@link #invite(SipMessage)} follows. */
    Signalling(SipPhone phone, String localAddress, String remoteAddress, String target) {
        this.phone = phone;
        this.callId = Ids.random(10) + "@127.0.0.1";
        this.localAddress = localAddress;
        this.remoteAddress = remoteAddress;
        this.remoteTarget = target;
    }

    /** Of a call that comes in. */
    Signalling(SipPhone phone, SipMessage invite) {
        this.phone = phone;
        this.callId = invite.header("call-id");
        this.localAddress = untagged(invite.header("to"));
        this.remoteAddress = untagged(invite.header("from"));
        this.remoteTarget = invite.uri("contact");
        this.remoteTag = invite.tag("from");
        this.invite = invite;
    }

    /** The INVITE that began the dialog, with our answer to the challenge if there was one. */
    SipMessage invite() {
        return invite;
    }

    void invite(SipMessage first) {
        invite = first;
        send(first);
    }

    String callId() {
        return callId;
    }

    String localAddress() {
        return localAddress;
    }

    /** What identifies this dialog in a Replaces header (RFC 3891). */
    String replaces() {
        return callId + ";to-tag=" + remoteTag.orElse("") + ";from-tag=" + localTag;
    }

    String remoteUri() {
        return SipMessage.uriOf(remoteAddress);
    }

    SipMessage request(String method, List<Header> extra) {
        return request(method, sequence.incrementAndGet(), extra);
    }

    CompletableFuture<SipMessage> send(SipMessage request) {
        CompletableFuture<SipMessage> response = new CompletableFuture<>();
        outstanding.put(request.header("cseq"), new Outstanding(request, response));
        phone.send(request);
        return response;
    }

    SipMessage response(SipMessage request, int code, String reason) {
        return request.response(code, reason, localTag).with("Contact", phone.contact());
    }

    /** Sends a response, and again whenever the request is repeated. */
    void reply(SipMessage request, SipMessage response) {
        answered.put(request.header("cseq"), response);
        phone.send(response);
    }

    /** Whether the request is a repetition, which is thereby answered. */
    boolean repeated(SipMessage request) {
        SipMessage before = answered.get(request.header("cseq"));
        if (before != null) {
            phone.send(before);
        }
        return before != null;
    }

    boolean answersInvite(SipMessage response) {
        return response.method().equals("INVITE") && response.sequence() == invite.sequence();
    }

    /** Takes a final response. True when it is news, false for a repetition or a challenge, which is answered here. */
    boolean settle(SipMessage response) {
        Outstanding asked = outstanding.remove(response.header("cseq"));
        if (answersInvite(response)) {
            remoteTag = response.tag("to");
        }
        if (response.method().equals("INVITE")) {
            acknowledge(response, asked);
        }
        if (asked == null) {
            return false;
        }
        if (response.code() == 401 && asked.request().header("authorization").isEmpty()) {
            repeatWithSecret(asked, response.header("www-authenticate"));
            return false;
        }
        asked.response().complete(response);
        return true;
    }

    private void acknowledge(SipMessage response, Outstanding asked) {
        if (response.code() < 300) {
            if (!response.header("contact").isEmpty()) {
                remoteTarget = response.uri("contact");
            }
            phone.send(request("ACK", response.sequence(), List.of()));
        } else if (asked != null) { // RFC 3261 section 17.1.1.3: part of the INVITE's own transaction
            phone.send(asked.request().transactional("ACK").with("To", response.header("to")));
        }
    }

    private void repeatWithSecret(Outstanding asked, String challenge) {
        SipMessage old = asked.request();
        int number = sequence.incrementAndGet();
        SipMessage again = old.with("Via", old.header("via").replaceAll("branch=[^;]+", "branch=" + Ids.branch()))
                .with("CSeq", number + " " + old.method())
                .with("Authorization", phone.digest().answer(challenge, old.method(), old.requestUri()));
        if (old == invite) {
            invite = again;
            remoteTag = Optional.empty();
        }
        outstanding.put(again.header("cseq"), new Outstanding(again, asked.response()));
        phone.send(again);
    }

    private SipMessage request(String method, int number, List<Header> extra) {
        List<Header> headers = phone.standardHeaders(Ids.branch());
        headers.add(new Header("From", localAddress + ";tag=" + localTag));
        headers.add(
                new Header("To", remoteAddress + remoteTag.map(t -> ";tag=" + t).orElse("")));
        headers.add(new Header("Call-ID", callId));
        headers.add(new Header("CSeq", number + " " + method));
        headers.addAll(extra);
        return new SipMessage(method + " " + remoteTarget + " SIP/2.0", headers, "");
    }

    private static String untagged(String address) {
        return address.replaceAll(";tag=[^;]+", "");
    }
}
