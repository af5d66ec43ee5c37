package org.jackfield.it.sip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.it.sip.SipMessage.Header;

/** A phone's registration at its PBX (RFC 3261 section 10). */
final class Registration {

    private final SipPhone phone;
    private final String callId = Ids.random(10);
    private final Map<Integer, CompletableFuture<SipMessage>> waiting = new ConcurrentHashMap<>();
    private int sequence;

    Registration(SipPhone phone) {
        this.phone = phone;
    }

    void renew(Duration expires) {
        SipMessage request = request(expires);
        SipMessage response = exchange(request);
        if (response.code() == 401) {
            String challenge = response.header("www-authenticate");
            String answer = phone.digest().answer(challenge, "REGISTER", request.requestUri());
            response = exchange(request(expires).with("Authorization", answer));
        }
        if (response.code() != 200) {
            throw new IllegalStateException(
                    "The PBX refused to register " + phone.number() + ": " + response.firstLine());
        }
    }

    void onResponse(SipMessage response) {
        CompletableFuture<SipMessage> asked = waiting.remove(response.sequence());
        if (asked != null) {
            asked.complete(response);
        }
    }

    private SipMessage request(Duration expires) {
        List<Header> headers = phone.standardHeaders(Ids.branch());
        String address = "<sip:" + phone.number() + "@127.0.0.1>";
        headers.add(new Header("From", address + ";tag=" + Ids.random(4)));
        headers.add(new Header("To", address));
        headers.add(new Header("Call-ID", callId));
        headers.add(new Header("CSeq", ++sequence + " REGISTER"));
        headers.add(new Header("Expires", String.valueOf(expires.toSeconds())));
        return new SipMessage("REGISTER sip:127.0.0.1:" + phone.pbxPort() + " SIP/2.0", headers, "");
    }

    private SipMessage exchange(SipMessage request) {
        CompletableFuture<SipMessage> response = new CompletableFuture<>();
        waiting.put(request.sequence(), response);
        phone.send(request);
        return phone.await(response, "an answer to REGISTER");
    }
}
