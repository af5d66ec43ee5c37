package org.jackfield.it.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP request or response (RFC 3261 section 7): its first line, the headers in their order and the body. */
public record SipMessage(String firstLine, List<Header> headers, String body) {

    /** One header field; names of received messages are lower case and never in the compact form. */
    public record Header(String name, String value) {}

    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type",
            "r",
            "refer-to");
    /** Surrogates that no text has alone, one for each octet. */
    private static final int LONE_OCTETS = 0xDC00;

    private static final Pattern TAG = Pattern.compile(";\\s*tag=([^;>\\s]+)");
    private static final Pattern USER = Pattern.compile("sips?:([^@;>]+)@");
    private static final Pattern QUOTED_NAME = Pattern.compile("^\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*<");
    private static final Pattern PLAIN_NAME = Pattern.compile("^\\s*([^<\"]+?)\\s*<");

    public SipMessage {
        headers = List.copyOf(headers);
    }

    /** Reads one datagram. */
    public static SipMessage parse(byte[] data, int length) {
        String text = new String(data, 0, length, UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        List<Header> headers = new ArrayList<>();
        String[] lines = head.split("\r\n");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.add(new Header(
                    COMPACT.getOrDefault(name, name),
                    lines[i].substring(colon + 1).strip()));
        }
        return new SipMessage(lines[0], headers, end < 0 ? "" : text.substring(end + 4));
    }

    /** The message as it goes over the wire; the length of the body is added here. */
    public byte[] encode() {
        StringBuilder out = new StringBuilder(firstLine).append("\r\n");
        headers.forEach(h -> out.append(h.name()).append(": ").append(h.value()).append("\r\n"));
        out.append("Content-Length: ")
                .append(body.getBytes(UTF_8).length)
                .append("\r\n\r\n")
                .append(body);
        return bytes(out.toString());
    }

    /** A character that is sent as this one octet, so that a message can be something else than UTF-8. */
    public static char octet(int value) {
        return (char) (LONE_OCTETS + value);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text.codePoints().forEach(c -> {
            if (c >= LONE_OCTETS && c < LONE_OCTETS + 0x100) {
                out.write(c - LONE_OCTETS);
            } else {
                out.writeBytes(Character.toString(c).getBytes(UTF_8));
            }
        });
        return out.toByteArray();
    }

    /** A response with the headers that RFC 3261 section 8.2.6 copies from the request. */
    public SipMessage response(int code, String reason, String localTag) {
        List<Header> copy = new ArrayList<>();
        for (Header h : headers) {
            switch (h.name()) {
                case "via", "from", "call-id", "cseq" -> copy.add(h);
                case "to" ->
                    copy.add(new Header("to", tag("to").isPresent() ? h.value() : h.value() + ";tag=" + localTag));
                default -> {}
            }
        }
        return new SipMessage("SIP/2.0 " + code + " " + reason, copy, "");
    }

    /** A CANCEL or ACK that belongs to this INVITE's transaction: same branch, tags and number. */
    public SipMessage transactional(String method) {
        List<Header> copy = new ArrayList<>();
        for (Header h : headers) {
            switch (h.name().toLowerCase(Locale.ROOT)) {
                case "via", "from", "to", "call-id", "max-forwards" -> copy.add(h);
                case "cseq" -> copy.add(new Header("CSeq", sequence() + " " + method));
                default -> {}
            }
        }
        return new SipMessage(method + " " + requestUri() + " SIP/2.0", copy, "");
    }

    /** A copy in which this header has this value. */
    public SipMessage with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.removeIf(h -> h.name().equalsIgnoreCase(name));
        more.add(new Header(name, value));
        return new SipMessage(firstLine, more, body);
    }

    /** A copy that carries a session description. */
    public SipMessage withSdp(String sdp) {
        return new SipMessage(firstLine, with("content-type", "application/sdp").headers, sdp);
    }

    public boolean isRequest() {
        return !firstLine.startsWith("SIP/2.0");
    }

    /** The method of a request, or of the request that a response answers. */
    public String method() {
        return isRequest() ? firstLine.split(" ", 2)[0] : header("cseq").split("\\s+")[1];
    }

    public String requestUri() {
        return firstLine.split(" ")[1];
    }

    /** The status code of a response. */
    public int code() {
        return Integer.parseInt(firstLine.split(" ")[1]);
    }

    public int sequence() {
        return Integer.parseInt(header("cseq").split("\\s+")[0]);
    }

    /** The first header of that name, empty when there is none. */
    public String header(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    public Optional<String> tag(String header) {
        return find(TAG, header(header));
    }

    /** The URI of an address header, without name and parameters. */
    public String uri(String header) {
        return uriOf(header(header));
    }

    /** The user part (here a number) of an address header. */
    public Optional<String> user(String header) {
        return find(USER, header(header));
    }

    /** The display name of an address header, unescaped. */
    public Optional<String> displayName(String header) {
        return find(QUOTED_NAME, header(header))
                .map(n -> n.replaceAll("\\\\(.)", "$1"))
                .or(() -> find(PLAIN_NAME, header(header)));
    }

    static String uriOf(String address) {
        int open = address.indexOf('<');
        return open < 0 ? address.split(";")[0].strip() : address.substring(open + 1, address.indexOf('>', open));
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher m = pattern.matcher(text);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }
}
