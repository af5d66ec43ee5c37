package org.jackfield.crm.sandbox.internal.org;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The records of an org. Thread-safe; several steps that belong together hold the org's own monitor. */
public final class Org implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
    /** A field by which records are found quickly, beside the external ids. */
    private static final String CALL_OBJECT = "CallObject";

    /** What came of an upsert. */
    public record Upserted(String id, boolean created) {}

    private final Schema schema;
    private final Clock clock;
    private final Rules rules;
    private final Completion completion;
    private final Map<String, Map<String, Map<String, Object>>> tables = new HashMap<>();
    private final Map<String, Map<String, Set<String>>> index = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final Optional<Journal> journal;
    private final Instant since;
    private long lastId;

    /** @param file where the records are kept; empty for in memory alone */
    public Org(Schema schema, Clock clock, Optional<Path> file) {
        this.schema = schema;
        this.clock = clock;
        this.since = clock.instant();
        this.rules = new Rules(schema, this);
        this.completion = new Completion(this);
        schema.types().forEach(type -> tables.put(type.name(), new TreeMap<>()));
        file.ifPresent(path -> Journal.read(path, this::replay));
        this.journal = file.map(path -> new Journal(
                path,
                all -> tables.forEach((type, table) -> table.values().forEach(record -> all.accept(type, record)))));
    }

    private void replay(String type, Map<String, Object> record) {
        String id = record.get("Id").toString();
        lastId = Math.max(lastId, Ids.number(id));
        if (Boolean.TRUE.equals(record.get("IsDeleted"))) {
            drop(type, id);
        } else if (tables.containsKey(type)) {
            put(type, record);
        }
    }

    public Schema schema() {
        return schema;
    }

    /** When it was opened; what its objects look like has not changed since. */
    public Instant since() {
        return since;
    }

    /** Whether there is nothing in it yet. */
    public synchronized boolean isEmpty() {
        return tables.get("User").isEmpty();
    }

    /** All records of an object, in the order of their ids. */
    public synchronized List<Map<String, Object>> all(String type) {
        return List.copyOf(tables.get(type).values());
    }

    /** A record by its id of 15 or 18 characters. */
    public synchronized Optional<Map<String, Object>> find(String type, String id) {
        return Optional.ofNullable(tables.get(type).get(Ids.full(id)));
    }

    /** A record, or Salesforce's answer that there is none. */
    public Map<String, Object> need(String type, String id) {
        return find(type, id)
                .orElseThrow(() -> wasDeleted(id)
                        ? new ApiError(404, "ENTITY_IS_DELETED", "entity is deleted")
                        : new ApiError(404, "NOT_FOUND", "The requested resource does not exist"));
    }

    synchronized boolean wasDeleted(String id) {
        return deleted.contains(Ids.full(id));
    }

    /** All records that have a value in a field; texts are equal in any case. */
    public synchronized Collection<Map<String, Object>> withValue(String type, String field, Object value) {
        Map<String, Map<String, Object>> table = tables.get(type);
        return indexed(schema.need(type), field)
                ? index.getOrDefault(type + "." + field, Map.of()).getOrDefault(key(value), Set.of()).stream()
                        .map(table::get)
                        .toList()
                : table.values().stream()
                        .filter(record -> record.get(field) != null
                                && key(record.get(field)).equals(key(value)))
                        .toList();
    }

    /** Creates a record. */
    public synchronized String create(String type, Map<String, Object> written) {
        rules.checkFields(schema.need(type), written);
        return put(type, Ids.of(schema.need(type).keyPrefix(), ++lastId), new LinkedHashMap<>(), written);
    }

    /** Creates a record with fields that clients may not write: users, statuses. */
    public synchronized String seed(String type, Map<String, Object> written) {
        return put(type, Ids.of(schema.need(type).keyPrefix(), ++lastId), new LinkedHashMap<>(), written);
    }

    /** Changes a record with fields that clients may not write. */
    public synchronized void reseed(String type, String id, Map<String, Object> written) {
        Map<String, Object> old = need(type, id);
        put(type, old.get("Id").toString(), old, written);
    }

    /** Changes some fields of a record. */
    public synchronized void update(String type, String id, Map<String, Object> written) {
        Map<String, Object> old = need(type, id);
        rules.checkFields(schema.need(type), written);
        put(type, old.get("Id").toString(), old, written);
    }

    /**
     * Changes the record with that external id, or creates it.
     *
     * @throws ApiError with status 300 if several have it
     */
    public synchronized Upserted upsert(String type, String field, String value, Map<String, Object> written) {
        Field external = schema.need(type).need(field);
        if (!external.externalId()) {
            throw new ApiError(
                    404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + field);
        }
        Collection<Map<String, Object>> there = withValue(type, external.name(), value);
        if (there.size() > 1) {
            throw new ApiError(
                    300,
                    "DUPLICATE_EXTERNAL_ID",
                    external.name() + ": more than one record found for external id field",
                    there.stream().map(record -> record.get("Id").toString()).toArray(String[]::new));
        }
        Optional<String> id =
                there.stream().map(record -> record.get("Id").toString()).findFirst();
        if (id.isPresent()) {
            update(type, id.get(), written);
            return new Upserted(id.get(), false);
        }
        Map<String, Object> all = new LinkedHashMap<>(written);
        all.put(external.name(), value);
        return new Upserted(create(type, all), true);
    }

    /** Deletes a record. */
    public synchronized void delete(String type, String id) {
        Map<String, Object> gone =
                new LinkedHashMap<>(Map.of("Id", need(type, id).get("Id"), "IsDeleted", true));
        journal.ifPresent(j -> j.write(type, gone));
        drop(type, Ids.full(id));
    }

    private String put(String type, String id, Map<String, Object> old, Map<String, Object> written) {
        Map<String, Object> record = new LinkedHashMap<>(old);
        record.put("Id", id);
        written.forEach((name, value) -> record.put(schema.need(type).need(name).name(), clean(value)));
        String now = TIME.format(clock.instant());
        record.putIfAbsent("CreatedDate", now);
        record.put("LastModifiedDate", now);
        record.put("SystemModstamp", now);
        record.putIfAbsent("IsDeleted", false);
        completion.complete(type, record);
        rules.checkRecord(schema.need(type), record);
        journal.ifPresent(j -> j.write(type, record));
        put(type, record);
        return id;
    }

    private static Object clean(Object value) {
        return value instanceof String text && text.isEmpty() ? null : value;
    }

    private void put(String type, Map<String, Object> record) {
        String id = record.get("Id").toString();
        drop(type, id);
        deleted.remove(id);
        tables.get(type).put(id, java.util.Collections.unmodifiableMap(record));
        indexes(type, record).forEach(values -> values.add(id));
    }

    private void drop(String type, String id) {
        Map<String, Object> old = tables.getOrDefault(type, Map.of()).get(id);
        if (old != null) {
            indexes(type, old).forEach(values -> values.remove(id));
            tables.get(type).remove(id);
        }
        deleted.add(id);
    }

    private List<Set<String>> indexes(String type, Map<String, Object> record) {
        Schema.Type of = schema.need(type);
        return record.entrySet().stream()
                .filter(each -> each.getValue() != null && indexed(of, each.getKey()))
                .map(each -> index.computeIfAbsent(type + "." + each.getKey(), f -> new HashMap<>())
                        .computeIfAbsent(key(each.getValue()), v -> new LinkedHashSet<>()))
                .toList();
    }

    private static boolean indexed(Schema.Type type, String field) {
        return field.equals(CALL_OBJECT)
                || type.field(field).filter(Field::externalId).isPresent();
    }

    private static String key(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized void close() {
        journal.ifPresent(Journal::close);
    }
}
