package org.jackfield.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.store.StoreException;

/**
 * Makes passwords, and hashes them by PBKDF2 with HMAC-SHA-256 (RFC 8018), written {@code iterations$salt$hash}.
 * Thread-safe.
 */
final class Passwords {
    /** Neither 0 and O nor 1, l and I: people read these aloud. 20 of 56 characters are 116 random bits. */
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 20;
    private static final int LONGEST = 256;

    /**
     * About a tenth of a second: the whole floor logs in at the same minute. Passwords are made here, never chosen, so
     * that this guards a stolen database rather than a weak word. The count is stored with each hash and may be raised.
     */
    static final int PEOPLE_ITERATIONS = 100_000;

    /**
     * A device's secret is random too, and nobody tries 2^116 of them: stretching adds nothing. It would cost, since
     * after a power cut ten thousand phones connect within half a minute.
     */
    static final int DEVICE_ITERATIONS = 100;

    private static final int SALT_BYTES = 16;
    private static final int MOSQUITTO_SALT_BYTES = 12;
    private static final int HASH_BITS = 256;
    private static final long BUSY_SECONDS = 10;

    private final SecureRandom random = new SecureRandom();
    /** So that a flood of wrong passwords leaves a processor for the calls. */
    private final Semaphore slow =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** A new random password. */
    String make() {
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** Random bytes in a form for headers and links. */
    String makeToken(int bytes) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    String hash(String password, AccountRole role) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        int iterations = role == AccountRole.DEVICE ? DEVICE_ITERATIONS : PEOPLE_ITERATIONS;
        return iterations + "$" + base64(salt) + "$" + base64(pbkdf2(password, salt, iterations));
    }

    /** For Mosquitto's {@code password_file}: {@code $7$iterations$salt$hash}, PBKDF2 with HMAC-SHA-512. */
    String mosquitto(String password) {
        byte[] salt = new byte[MOSQUITTO_SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder padded = Base64.getEncoder();
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, DEVICE_ITERATIONS, 512))
                    .getEncoded();
            return "$7$" + DEVICE_ITERATIONS + "$" + padded.encodeToString(salt) + "$" + padded.encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA512", e);
        }
    }

    /** A PIN of random digits. */
    String makePin(int digits) {
        StringBuilder pin = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            pin.append((char) ('0' + random.nextInt(10)));
        }
        return pin.toString();
    }

    boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$");
        byte[] salt = Base64.getDecoder().decode(parts[1]);
        byte[] expected = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(expected, pbkdf2(password, salt, Integer.parseInt(parts[0])));
    }

    /** Takes as long as {@link #matches} does for a person, so that nobody learns by the clock which names exist. */
    void pretend(String password) {
        pbkdf2(password, new byte[SALT_BYTES], PEOPLE_ITERATIONS);
    }

    /** What is stored of a token: it is random, so a plain hash will do. */
    static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private byte[] pbkdf2(String password, byte[] salt, int iterations) {
        boolean queued = iterations > DEVICE_ITERATIONS;
        if (queued) {
            awaitTurn();
        }
        try {
            String bounded = password.length() <= LONGEST ? password : password.substring(0, LONGEST);
            PBEKeySpec spec = new PBEKeySpec(bounded.toCharArray(), salt, iterations, HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA256", e);
        } finally {
            if (queued) {
                slow.release();
            }
        }
    }

    private void awaitTurn() {
        try {
            if (!slow.tryAcquire(BUSY_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException("Too many log-ins at once; try again in a few seconds", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("The log-in was interrupted", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
