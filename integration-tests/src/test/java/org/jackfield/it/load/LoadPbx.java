package org.jackfield.it.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An Asterisk 22 as its AMI shows it, for calls from outside that ring at a phone: the moment of each event is in the
 * hands of the load. Asked for its channels, it lists those that are up.
 */
public final class LoadPbx extends AmiServer {
    /** A call: who calls which line, and how far it has come. */
    private record Up(String number, String line, boolean answered) {}

    private final ConcurrentSkipListMap<Integer, Up> up = new ConcurrentSkipListMap<>();

    private volatile long askedAt;

    public LoadPbx() {
        super(0);
    }

    /** A customer calls a line: everything up to, but without, the first ring. */
    public void dials(int call, String number, String line) {
        up.put(call, new Up(number, line, false));
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
    public void rings(int call, String line) {
        tell(channel("Newstate", call, 1, line, 5) + "\r\n");
    }

    /** The phone is answered and both talk. */
    public void answers(int call, String line) {
        up.computeIfPresent(call, (c, u) -> new Up(u.number(), u.line(), true));
        tell(channel("Newstate", call, 1, line, 6) + "\r\n"
                + event("DialEnd") + "DestUniqueid: " + id(call, 1) + "\r\nDialStatus: ANSWER\r\n\r\n"
                + channel("BridgeEnter", call, 1, line, 6) + "BridgeUniqueid: bridge-" + call + "\r\n\r\n"
                + channel("Newstate", call, 0, "trunk", 6) + "\r\n"
                + channel("BridgeEnter", call, 0, "trunk", 6) + "BridgeUniqueid: bridge-" + call + "\r\n\r\n");
    }

    /** The customer hangs up, or gives up. */
    public void hangsUp(int call, String line) {
        Up was = up.remove(call);
        boolean talked = was != null && was.answered();
        String end = talked ? "" : event("DialEnd") + "DestUniqueid: " + id(call, 1) + "\r\nDialStatus: CANCEL\r\n\r\n";
        String cause = talked ? "Cause: 16\r\n\r\n" : "Cause: 127\r\n\r\n";
        tell(channel("HangupRequest", call, 0, "trunk", 6) + "\r\n" + end + channel("Hangup", call, 0, "trunk", 6)
                + cause + channel("Hangup", call, 1, line, 5) + cause);
    }

    /** Forgets a call without a word: what happens while the link is lost. */
    public void vanishes(int call) {
        up.remove(call);
    }

    /** Puts up a talk without a word: what happens while the link is lost. */
    public void appears(int call, String number, String line) {
        up.put(call, new Up(number, line, true));
    }

    /** When the channels were asked for last, as {@link System#nanoTime} counts. */
    public long askedAt() {
        return askedAt;
    }

    @Override
    protected void asked(String action, Map<String, String> headers) {
        if (action.equals("CoreShowChannels")) {
            askedAt = System.nanoTime();
        }
    }

    @Override
    protected List<String> listed(String action) {
        List<String> events = new ArrayList<>();
        if (action.equals("CoreShowChannels") || action.equals("Status")) {
            String event = action.equals("Status") ? "Status" : "CoreShowChannel";
            up.forEach((call, u) -> {
                events.add(shown(event, call, 0, "trunk", u.number(), u));
                events.add(shown(event, call, 1, u.line(), u.line(), u));
            });
        }
        return events;
    }

    private static String shown(String event, int call, int leg, String endpoint, String number, Up u) {
        return "Event: " + event + "\r\nChannel: PJSIP/" + endpoint + "-" + call + "\r\nChannelState: "
                + (u.answered() ? 6 : leg == 0 ? 4 : 5) + "\r\nCallerIDNum: " + number
                + "\r\nContext: internal\r\nExten: "
                + (leg == 0 ? "+44207946" + u.line() : "") + "\r\nUniqueid: " + id(call, leg) + "\r\nLinkedid: "
                + id(call, 0) + "\r\nBridgeId: " + (u.answered() ? "bridge-" + call : "")
                + "\r\nDuration: 00:01:00\r\n";
    }

    private static String channel(String event, int call, int leg, String endpoint, int state) {
        return event(event) + "Channel: PJSIP/" + endpoint + "-" + call + "\r\nChannelState: " + state
                + "\r\nUniqueid: " + id(call, leg) + "\r\nLinkedid: " + id(call, 0) + "\r\n";
    }

    private static String event(String name) {
        Instant now = Instant.now();
        long micros = now.getNano() / 1000 + 1_000_000L;
        return "Event: " + name + "\r\nPrivilege: call,all\r\nTimestamp: " + now.getEpochSecond() + "."
                + String.valueOf(micros).substring(1) + "\r\n";
    }

    private static String id(int call, int leg) {
        return "load-1767225600." + (call * 2 + leg);
    }
}
