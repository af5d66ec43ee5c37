package org.jackfield.store.internal;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import org.jackfield.api.Word;
import org.jackfield.api.call.Call;
import org.jackfield.api.store.StoreException;

/**
 * A call as the JSON the API shows: words of ECMA-269, times in ISO-8601 with milliseconds. What is written by one
 * version is read by the next: unknown members are skipped, missing lists and options are empty. Thread-safe.
 */
final class CallJson {
    private final ObjectMapper mapper;

    CallJson() {
        SimpleModule words = new SimpleModule("jackfield");
        words.addSerializer(Word.class, new WordWriter());
        words.addSerializer(Instant.class, new InstantWriter());
        words.addDeserializer(Instant.class, new InstantReader());
        words.setDeserializerModifier(new WordReaders());
        mapper = JsonMapper.builder()
                .addModules(new Jdk8Module(), words)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .withConfigOverride(
                        List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .build();
    }

    /** The same rules for other values. */
    ObjectMapper mapper() {
        return mapper;
    }

    String write(Call call) {
        try {
            return mapper.writeValueAsString(call);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Call " + call.id() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads what {@link #write} wrote. */
    Call read(String json) {
        try {
            return mapper.readValue(json, Call.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("A stored call cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static final class WordWriter extends StdSerializer<Word> {
        private static final long serialVersionUID = 1L;

        WordWriter() {
            super(Word.class);
        }

        @Override
        public void serialize(Word word, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(word.word());
        }
    }

    private static final class WordReaders extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription description, JsonDeserializer<?> usual) {
            return Word.class.isAssignableFrom(type.getRawClass()) ? new WordReader(type.getRawClass()) : usual;
        }
    }

    private static final class WordReader extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1L;

        WordReader(Class<?> vocabulary) {
            super(vocabulary);
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String word = in.getText();
            for (Object constant : handledType().getEnumConstants()) {
                if (((Word) constant).word().equals(word)) {
                    return constant;
                }
            }
            return context.handleWeirdStringValue(handledType(), word, "no such word");
        }
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;
        private static final DateTimeFormatter MILLISECONDS =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(MILLISECONDS.format(instant));
        }
    }

    private static final class InstantReader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Instant.parse(in.getText());
        }
    }
}
