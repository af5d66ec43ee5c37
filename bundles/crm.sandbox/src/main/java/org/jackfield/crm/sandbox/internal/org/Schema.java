package org.jackfield.crm.sandbox.internal.org;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The objects of an org and their fields, read from {@code schema.txt}. Immutable; names are matched in any case. */
public final class Schema {
    /** An object, for example Contact. */
    public record Type(String name, String keyPrefix, Map<String, Field> fields) {
        /** The field of that name in any case. */
        public Optional<Field> field(String name) {
            Field exact = fields.get(name);
            return exact != null
                    ? Optional.of(exact)
                    : fields.values().stream()
                            .filter(f -> f.name().equalsIgnoreCase(name))
                            .findFirst();
        }

        /** The field, or Salesforce's sentence that there is none. */
        public Field need(String name) {
            return field(name)
                    .orElseThrow(() -> new ApiError(
                            400,
                            "INVALID_FIELD",
                            "No such column '" + name + "' on sobject of type " + this.name,
                            name));
        }
    }

    private final Map<String, Type> types = new LinkedHashMap<>();

    public Schema(OrgSettings settings) {
        Map<String, Field> fields = null;
        String object = "";
        for (String line : text().split("\n")) {
            String[] words = line.strip().split("\\s+");
            if (words[0].equals("object")) {
                object = words[1];
                fields = new LinkedHashMap<>();
                for (String id : List.of("Id", "CreatedDate", "LastModifiedDate", "SystemModstamp", "IsDeleted")) {
                    fields.put(id, Field.system(id, type(id)));
                }
                types.put(object, new Type(object, words[2], fields));
            } else if (fields != null && words.length > 2 && has(settings, object, words)) {
                Field field = field(words, settings);
                fields.put(field.name(), field);
            }
        }
    }

    private static String type(String system) {
        return switch (system) {
            case "Id" -> "id";
            case "IsDeleted" -> "boolean";
            default -> "datetime";
        };
    }

    private static boolean has(OrgSettings settings, String object, String[] words) {
        List<String> marks = Arrays.asList(words);
        return (settings.personAccounts() || !marks.contains("person"))
                && (settings.callFields() || !marks.contains("call"))
                && !settings.without().contains(object + "." + words[0]);
    }

    private static Field field(String[] words, OrgSettings settings) {
        List<String> marks = Arrays.asList(words);
        boolean unique = marks.contains("unique") && settings.uniqueCallId();
        return new Field(
                words[0],
                words[1],
                Integer.parseInt(words[2]),
                marks.contains("required"),
                !marks.contains("readonly"),
                marks.contains("externalId"),
                unique,
                list(marks, "to="),
                list(marks, "as=").stream().findFirst().orElse(""),
                list(marks, "values="));
    }

    private static List<String> list(List<String> marks, String key) {
        return marks.stream()
                .filter(mark -> mark.startsWith(key))
                .findFirst()
                .map(mark -> List.of(mark.substring(key.length()).split(",")))
                .orElse(List.of());
    }

    private static String text() {
        try (InputStream in = Schema.class.getResourceAsStream("schema.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All objects. */
    public Collection<Type> types() {
        return types.values();
    }

    /** The object of that name, or Salesforce's answer that there is none. */
    public Type need(String name) {
        Type exact = types.get(name);
        return exact != null
                ? exact
                : types.values().stream()
                        .filter(t -> t.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new ApiError(404, "NOT_FOUND", "The requested resource does not exist"));
    }

    /** The object an id belongs to. */
    public Optional<Type> ofId(String id) {
        return types.values().stream()
                .filter(type -> id.startsWith(type.keyPrefix()))
                .findFirst();
    }
}
