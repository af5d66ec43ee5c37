package org.jackfield.core.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Our ids: ULIDs (48 bits of time, 80 bits of "randomness", Crockford's base 32). The random part is a hash of what the
 * PBX calls the call, so that a restarted server finds the same id again.
 */
final class CallId {
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private CallId() {}

    static String derive(String link, String pbxStart, String nativeId, Instant created) {
        byte[] hash = sha256(link + '\n' + pbxStart + '\n' + nativeId);
        char[] id = new char[26];
        long time = created.toEpochMilli();
        for (int i = 9; i >= 0; i--) {
            id[i] = ALPHABET[(int) (time & 31)];
            time >>>= 5;
        }
        for (int i = 0; i < 16; i++) {
            int bit = i * 5;
            int pair = (hash[bit / 8] & 0xff) << 8 | hash[bit / 8 + 1] & 0xff;
            id[10 + i] = ALPHABET[pair >>> 11 - bit % 8 & 31];
        }
        return new String(id);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
