package org.jackfield.crm.sandbox.internal.rest;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.crm.sandbox.internal.org.ApiError;

/** Who is logged in. A restart of the sandbox ends all sessions, as an administrator may at any time. */
public final class Sessions {
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> users = new ConcurrentHashMap<>();

    String open(String orgId, String userId) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = orgId + "!" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        users.put(token, userId);
        return token;
    }

    /** Refuses a request without a session. */
    void check(Request request) {
        String token = request.header("Authorization").orElse("").replaceFirst("^(Bearer|OAuth) ", "");
        if (!users.containsKey(token)) {
            throw new ApiError(401, "INVALID_SESSION_ID", "Session expired or invalid");
        }
    }

    void close(String token) {
        users.remove(token);
    }

    /** Ends all of them. */
    public void expire() {
        users.clear();
    }
}
