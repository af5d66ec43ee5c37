package org.jackfield.crm.salesforce.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, whatever it says.
 *
 * @param headers names in lower case
 * @param body unpacked
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Reply {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Empty if there is none. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The body; empty if it is none or something else than JSON. */
    Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(node -> node.isContainerNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
