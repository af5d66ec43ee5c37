package org.jackfield.pbx.sim.internal.ami;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one manager account of this PBX. */
public record Account(String user, String secret) {

    public Account {
        if (user.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("The manager account needs a user and a secret");
        }
    }

    /** Whether a log-in, plain or by MD5 challenge, is right. */
    boolean admits(Request login, String challenge) {
        if (!user.equals(login.get("Username"))) {
            return false;
        }
        boolean hashed = login.get("AuthType").equalsIgnoreCase("MD5");
        String expected = hashed ? md5(challenge + secret) : secret;
        String given = login.get(hashed ? "Key" : "Secret");
        return (!hashed || !challenge.isEmpty())
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has MD5", impossible);
        }
    }

    @Override
    public String toString() {
        return "Account[" + user + "]";
    }
}
