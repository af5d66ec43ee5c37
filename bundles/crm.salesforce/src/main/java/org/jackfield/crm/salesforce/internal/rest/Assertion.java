package org.jackfield.crm.salesforce.internal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON Web Token of the JWT bearer flow (RFC 7523), signed by RS256. Pure. */
final class Assertion {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Salesforce takes none that is valid for longer than five minutes; the rest is for clocks that differ. */
    private static final Duration VALID = Duration.ofMinutes(3);

    private Assertion() {}

    static String signed(PrivateKey key, String issuer, String subject, String audience, Instant now)
            throws GeneralSecurityException {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("exp", now.plus(VALID).getEpochSecond());
        return signed(key, claims);
    }

    static String signed(PrivateKey key, Map<String, Object> claims) throws GeneralSecurityException {
        String text = part(Map.of("alg", "RS256")) + "." + part(claims);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + encoded(signature.sign());
    }

    /**
     * Reads a key in PEM; line ends may have got lost on the way through a configuration.
     *
     * @throws IllegalArgumentException if it is not in base 64
     */
    static PrivateKey key(String pem) throws GeneralSecurityException {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\\\n|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }

    private static String part(Map<String, Object> json) {
        try {
            return encoded(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
