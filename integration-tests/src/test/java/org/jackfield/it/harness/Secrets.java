package org.jackfield.it.harness;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords that are made anew for each run. */
final class Secrets {

    private Secrets() {}

    static String random() {
        byte[] bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
