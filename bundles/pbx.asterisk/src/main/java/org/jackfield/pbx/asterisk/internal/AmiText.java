package org.jackfield.pbx.asterisk.internal;

import java.util.Optional;
import org.jackfield.api.call.Party;

/** How Asterisk writes names and numbers into AMI. */
final class AmiText {
    private AmiText() {}

    /**
     * A caller's name: Asterisk C-escapes it, and PJSIP leaves the SIP quoted-pairs inside, so that of its channels is
     * decoded twice, once each.
     */
    static String name(String channel, String value) {
        return isUnknown(value) ? "" : channel.startsWith("PJSIP/") ? unquote(unescape(value)) : unescape(value);
    }

    static String number(String value) {
        return isUnknown(value) ? "" : unescape(value).strip();
    }

    static boolean isUnknown(String value) {
        return value.isEmpty() || value.equals("<unknown>");
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            plain.append(
                    switch (next) {
                        case 'a' -> '\u0007';
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'v' -> '\u000b';
                        default -> next;
                    });
        }
        return plain.toString();
    }

    /** A SIP quoted-pair is a backslash and the character meant (RFC 3261, 25.1). */
    private static String unquote(String text) {
        return text.indexOf('\\') < 0 ? text : text.replaceAll("\\\\(.)", "$1");
    }

    /**
     * The party of a channel, withheld where the PBX tells so by {@code channelvars=CALLERID(pres)} or by the
     * presentation header.
     */
    static Party party(AmiMessage message) {
        boolean withheld = message.get("CID-CallingPres")
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("prohibited")
                || message.all("ChanVariable").stream().anyMatch(v -> v.startsWith("CALLERID(pres)=prohib"));
        return withheld
                ? Party.withheld()
                : Party.of(
                        number(message.get("CallerIDNum")), name(message.get("Channel"), message.get("CallerIDName")));
    }

    /** The endpoint in a channel's name: {@code 1001} of {@code PJSIP/1001-0000002a}. */
    static String endpoint(String channel) {
        int slash = channel.indexOf('/');
        int dash = channel.lastIndexOf('-');
        return slash < 0 ? channel : channel.substring(slash + 1, dash > slash ? dash : channel.length());
    }

    /** A channel that is no party: the halves of a Local channel, and what a conference plays and records with. */
    static boolean isWire(String channel) {
        return channel.startsWith("Local/")
                || channel.startsWith("CBAnn/")
                || channel.startsWith("CBRec/")
                || channel.startsWith("Announcer/")
                || channel.startsWith("Recorder/");
    }

    /**
     * The extension in a dial string or in the name of a Local channel: {@code 1002} of {@code Local/1002@internal}.
     */
    static String extension(String dialString) {
        int from = dialString.indexOf('/') + 1;
        int at = dialString.indexOf('@', from);
        return dialString.substring(from, at < 0 ? dialString.length() : at);
    }

    static Optional<String> present(String value) {
        return isUnknown(value) ? Optional.empty() : Optional.of(value);
    }
}
