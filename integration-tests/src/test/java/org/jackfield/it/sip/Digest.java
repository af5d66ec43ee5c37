package org.jackfield.it.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer to a digest challenge (RFC 3261 section 22.4, RFC 2617 with MD5 and qop=auth). */
record Digest(String user, String secret) {

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");

    /** The value of the Authorization header for a request that was answered with this challenge. */
    String answer(String challenge, String method, String uri) {
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String opaque = parameter(challenge, "opaque");
        String clientNonce = Ids.random(8);
        String response = md5(md5(user + ":" + realm + ":" + secret) + ":" + nonce + ":00000001:" + clientNonce
                + ":auth:" + md5(method + ":" + uri));
        return "Digest "
                + String.join(
                        ", ",
                        quoted("username", user),
                        quoted("realm", realm),
                        quoted("nonce", nonce),
                        quoted("uri", uri),
                        quoted("response", response),
                        quoted("cnonce", clientNonce),
                        quoted("opaque", opaque),
                        "algorithm=MD5, qop=auth, nc=00000001");
    }

    private static String quoted(String name, String value) {
        return name + "=\"" + value + "\"";
    }

    private static String parameter(String challenge, String name) {
        Matcher m = PARAMETER.matcher(challenge);
        while (m.find()) {
            if (m.group(1).equalsIgnoreCase(name)) {
                return m.group(2) != null ? m.group(2) : m.group(3);
            }
        }
        return "";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
