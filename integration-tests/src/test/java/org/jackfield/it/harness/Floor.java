package org.jackfield.it.harness;

import static org.jackfield.it.sip.CallFacts.State.CONNECTED;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.it.sip.Dialog;
import org.jackfield.it.sip.SipMessage.Header;
import org.jackfield.it.sip.SipPhone;
import org.jackfield.it.sip.SipPhone.Caller;

/** A small call centre: a real Asterisk, the carrier at its trunk, and the desk phones of agents 1001 to 1006. */
public final class Floor implements AutoCloseable {

    /** A customer and the agent who answered. */
    public record Talk(Dialog customer, Dialog agent) {}

    /** Ann Customer, who is in the tests' list of contacts. */
    public static final Caller ANN = new Caller("+12025550101", "Ann Customer");

    /** The main number: queue support with 1001 first, then 1002. */
    public static final String SUPPORT = "+442079460100";

    public static final String IVR = "+442079460102";
    public static final String SALES = "+442079460105";

    /** The agents' desk phones. */
    public static final List<String> AGENTS = List.of("1001", "1002", "1003", "1004", "1005", "1006");

    private static final Map<String, String> NAMES = Map.of(
            "1001", "Alice Agent",
            "1002", "Bob Agent",
            "1003", "Carol Agent",
            "1004", "Dave Agent",
            "1005", "Zoë O'Brien",
            "1006", "Frank Agent");

    private final SipPhone carrier = SipPhone.carrier();
    private final AsteriskLab pbx;
    private final Map<String, SipPhone> phones = new ConcurrentHashMap<>();

    public Floor() {
        pbx = AsteriskLab.start(carrier.port());
        carrier.connect(pbx.sipPort());
        NAMES.keySet().forEach(this::phone);
    }

    public AsteriskLab pbx() {
        return pbx;
    }

    public SipPhone carrier() {
        return carrier;
    }

    /** The registered desk phone with that number. */
    public SipPhone phone(String number) {
        return phones.computeIfAbsent(
                number, n -> SipPhone.extension(n, NAMES.getOrDefault(n, ""), pbx.secret(), pbx.sipPort()));
    }

    /** Every phone registers again, as after a restart of the PBX. */
    public void registerAll() {
        phones.values().forEach(phone -> phone.register(Duration.ofHours(1)));
    }

    public Collection<SipPhone> phones() {
        return phones.values();
    }

    /** The number under which customers reach an agent directly. */
    public static String ddi(String agent) {
        return "+44207946011" + agent.substring(3);
    }

    /** Ann calls a number of ours. */
    public Dialog customerCalls(String number, Header... extra) {
        return carrier.call(number, ANN, extra);
    }

    /** The next call at that phone rings for a while and is answered. */
    public Dialog answerAt(String number, Duration ringing) {
        Dialog call = phone(number).nextCall().ring();
        Await.pass(ringing);
        call.answer().await(CONNECTED);
        return call;
    }

    /** Ann calls an agent's own number; the phone rings for half a second, is answered, and they talk. */
    public Talk talk(String line) {
        return talk(line, ANN, Duration.ofMillis(500));
    }

    /** As {@link #talk(String)}, whoever calls and however long it rings. */
    public Talk talk(String line, Caller from, Duration ringing) {
        Dialog customer = carrier.call(ddi(line), from);
        Dialog agent = answerAt(line, ringing);
        customer.await(CONNECTED);
        return new Talk(customer, agent);
    }

    /** Everybody hangs up; returns when the PBX has no call left. */
    public void hangUpAll() {
        phones.values().forEach(SipPhone::hangUpAll);
        carrier.hangUpAll();
        Await.until(Duration.ofSeconds(5), "no call is left at the PBX", () -> pbx.cli("core show channels count")
                .contains("0 active channels"));
    }

    @Override
    public void close() {
        phones.values().forEach(SipPhone::close);
        carrier.close();
        pbx.close();
    }
}
