package org.jackfield.rest.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jackfield.api.Word;

/**
 * How values look in JSON, the same in answers and in events: words by {@link Word#word}, an empty {@link Optional} as
 * null, instants as ISO-8601 UTC with milliseconds, members in the order of the record.
 */
final class Json {
    private static final byte[] EMPTY = {'{', '}'};

    private final ObjectMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addModule(new SimpleModule("jackfield")
                    .addSerializer(Word.class, as((word, json, types) -> json.writeString(word.word())))
                    .addSerializer(Instant.class, as((at, json, types) -> json.writeString(IsoTime.of(at))))
                    .addSerializer(Optional.class, as((value, json, types) -> {
                        // Jackson has no writer for Optional without a further module; null is written for empty ones
                        types.defaultSerializeValue(value.orElse(null), json);
                    })))
            .build();

    /** Writes a value as UTF-8. */
    byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON for " + value.getClass().getName(), e);
        }
    }

    /**
     * Reads a value; an empty text counts as an object without members.
     *
     * @throws Problem 400, saying where the text is not what was expected
     */
    <T> T read(Class<T> type, InputStream in) throws IOException {
        try {
            byte[] text = in.readAllBytes();
            return Optional.ofNullable(mapper.readValue(text.length == 0 ? EMPTY : text, type))
                    .orElseThrow(() -> new Problem(400, "The body is null; a JSON object is expected."));
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            String member = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .collect(Collectors.joining("."));
            throw new Problem(
                    400,
                    member.isEmpty()
                            ? "The body is not a JSON object with the members expected here."
                            : "The body's member '" + member + "' is not of the kind expected here.");
        } catch (JsonProcessingException e) {
            throw new Problem(
                    400,
                    "The body is not JSON, see line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ".");
        }
    }

    private static <T> JsonSerializer<T> as(Writer<? super T> writer) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider types) throws IOException {
                writer.write(value, json, types);
            }
        };
    }

    private interface Writer<T> {
        void write(T value, JsonGenerator json, SerializerProvider types) throws IOException;
    }
}
