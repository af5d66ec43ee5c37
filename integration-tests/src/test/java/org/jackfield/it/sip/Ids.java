package org.jackfield.it.sip;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names that nobody else uses. */
final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String random(int bytes) {
        byte[] b = new byte[bytes];
        RANDOM.nextBytes(b);
        return HexFormat.of().formatHex(b);
    }

    /** Of a transaction (RFC 3261 section 8.1.1.7). */
    static String branch() {
        return "z9hG4bK" + random(8);
    }
}
