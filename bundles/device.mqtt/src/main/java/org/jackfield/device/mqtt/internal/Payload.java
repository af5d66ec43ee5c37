package org.jackfield.device.mqtt.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.Word;
import org.jackfield.api.device.Device;

/** A payload as a device sent it: hostile, at most 1 KiB, one JSON object. Unknown members are ignored. */
final class Payload {
    static final int MAX_BYTES = 1024;
    private static final int MAX_TEXT = 200;
    private static final int MAX_NAME = 64;
    private static final int MAX_WORDS = 32;
    private static final long MAX_NUMBER = 1L << 53;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(32)
                            .maxStringLength(MAX_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final ObjectNode members;

    private Payload(ObjectNode members) {
        this.members = members;
    }

    /** A payload that is not what it should be; the message says what is wrong. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    static Payload read(byte[] bytes) throws Malformed {
        if (bytes.length > MAX_BYTES) {
            throw new Malformed("longer than " + MAX_BYTES + " bytes");
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return new Payload(object);
            }
        } catch (IOException e) {
            throw new Malformed("no JSON");
        }
        throw new Malformed("no JSON object");
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] write(ObjectNode object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }

    /** A whole number that must be there. */
    long number(String member, long least) throws Malformed {
        JsonNode value = members.path(member);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Malformed("'" + member + "' is missing or no whole number");
        }
        long number = value.longValue();
        if (number < least || number > MAX_NUMBER) {
            throw new Malformed("'" + member + "' is " + number);
        }
        return number;
    }

    /** A whole number, or another where it is missing or unfit. */
    long number(String member, long least, long otherwise) {
        try {
            return number(member, least);
        } catch (Malformed e) {
            return otherwise;
        }
    }

    boolean flag(String member) {
        return members.path(member).asBoolean(false);
    }

    /** Text, a number or a flag as text without control characters; empty if it is missing or something else. */
    Optional<String> text(String member) {
        JsonNode value = members.path(member);
        if (!value.isValueNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(plain(value.asText(), MAX_TEXT));
    }

    Set<String> words(String member) {
        Set<String> words = new HashSet<>();
        for (JsonNode word : members.path(member)) {
            if (word.isTextual() && words.size() < MAX_WORDS) {
                words.add(plain(word.textValue(), 40));
            }
        }
        return words;
    }

    /** How the device says it is. */
    Device.State state() throws Malformed {
        try {
            Device.State state = Word.of(Device.State.class, text("state").orElse(""));
            if (state != Device.State.UNKNOWN) {
                return state;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new Malformed("'state' is none of init, ready, sleeping, disconnected, lost");
    }

    /** What the device says it is; a kind nobody knows here is unknown. */
    Twin.About about() {
        Device.Kind kind;
        try {
            kind = Word.of(Device.Kind.class, text("kind").orElse(""));
        } catch (IllegalArgumentException e) {
            kind = Device.Kind.UNKNOWN;
        }
        return new Twin.About(
                kind,
                plain(text("vendor").orElse(""), MAX_NAME),
                plain(text("model").orElse(""), MAX_NAME),
                words("caps"),
                text("root").filter(Topics::isId));
    }

    /** Text that fits one line, cut between characters. */
    static String plain(String text, int most) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most));
    }
}
