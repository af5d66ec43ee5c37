package org.jackfield.api.access;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Badges and PINs with which agents log in at devices. A secret never travels: the device proves that it was given it,
 * by {@code hex(HMAC-SHA-256(SHA-256("label\nsecret"), "nonce\ndevice"))}. Uses the database on the caller's thread.
 */
@ProviderType
public interface LoginKeys {
    /**
     * Gives an agent a new PIN; its label is the agent's id.
     *
     * @return six random digits, to be shown once
     */
    String createPin(String tenant, String agent);

    /**
     * Gives an agent a badge.
     *
     * @param label what identifies it openly, for example the number printed on it: {@code [A-Za-z0-9._-]{1,64}}
     * @param secret what its chip says to a reader
     * @throws IllegalArgumentException in one sentence if the label is not allowed or is another agent's
     */
    void addBadge(String tenant, String agent, String label, String secret);

    /** Takes an agent's PIN and badges away. */
    boolean remove(String tenant, String agent);

    /**
     * Who was at the device, if the proof is right.
     *
     * @return the agent's id
     */
    Optional<String> prove(String tenant, String label, String nonce, String device, String proof);
}
