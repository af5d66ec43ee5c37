package org.jackfield.crm.salesforce.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jackfield.api.crm.ContactPage;
import org.jackfield.api.crm.StoredContact;
import org.jackfield.api.crm.StoredContact.PhoneField;
import org.jackfield.crm.salesforce.internal.rest.Call;
import org.jackfield.crm.salesforce.internal.rest.ObjectInfo;
import org.jackfield.crm.salesforce.internal.rest.RecordId;
import org.jackfield.crm.salesforce.internal.rest.Refusals;
import org.jackfield.crm.salesforce.internal.rest.SalesforceApi;
import org.jackfield.crm.salesforce.internal.rest.Schema;
import org.jackfield.crm.salesforce.internal.rest.Trouble;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/**
 * Everybody with a number, and then who has changed, for an index: by the time of their last change, all objects in one
 * API call a page. Deleted and converted ones are told as gone. On the caller's thread.
 */
public final class PeopleFeed {
    private static final int PAGE = 1_000;

    private final SalesforceApi api;
    private final Schema schema;
    private final List<String> objects;
    private final Duration patience;
    private final int pageSize;

    public PeopleFeed(SalesforceApi api, Schema schema, List<String> objects, Duration patience) {
        this(api, schema, objects, patience, PAGE);
    }

    PeopleFeed(SalesforceApi api, Schema schema, List<String> objects, Duration patience, int pageSize) {
        this.api = api;
        this.schema = schema;
        this.objects = objects;
        this.patience = patience;
        this.pageSize = pageSize;
    }

    /** @throws IllegalArgumentException if the cursor is none of ours */
    public ContactPage page(String cursor) {
        FeedPosition position = FeedPosition.parse(cursor);
        List<ObjectInfo> known = new ArrayList<>();
        objects.forEach(name -> schema.object(name, patience).ifPresent(known::add));
        List<JsonNode> answers = asked(known, position);
        List<StoredContact> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        boolean more = false;
        for (int i = 0; i < known.size(); i++) {
            ObjectInfo object = known.get(i);
            List<JsonNode> records = StreamSupport.stream(
                            answers.get(i).path("records").spliterator(), false)
                    .toList();
            records.forEach(record -> contact(object, record)
                    .ifPresentOrElse(
                            changed::add, () -> gone.add(record.path("Id").asText())));
            more |= records.size() == pageSize;
            position = records.isEmpty()
                    ? position.with(object.name(), position.of(object.name()))
                    : position.with(object.name(), place(records.get(records.size() - 1)));
        }
        return new ContactPage(changed, gone, position.cursor(), more);
    }

    private static FeedPosition.Place place(JsonNode record) {
        String changed = record.path("SystemModstamp").asText().replaceFirst("\\+0000$", "Z");
        return new FeedPosition.Place(changed, record.path("Id").asText());
    }

    private List<JsonNode> asked(List<ObjectInfo> known, FeedPosition position) {
        List<Map<String, Object>> parts = new ArrayList<>();
        known.forEach(object -> parts.add(Map.of(
                "method", "GET",
                "url", api.path("/queryAll?q=" + Call.encoded(query(object, position.of(object.name())))),
                "referenceId", object.name())));
        JsonNode told = api.ask(Call.json("POST", "/composite", Map.of("compositeRequest", parts)), patience);
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode part : told.path("compositeResponse")) {
            if (part.path("httpStatusCode").asInt() != 200) {
                objects.forEach(schema::forget);
                throw Refusals.of(part.path("body").path(0));
            }
            answers.add(part.path("body"));
        }
        if (answers.size() != known.size()) {
            throw new Trouble(Kind.UNREACHABLE, "Salesforce answered a part of the questions alone");
        }
        return answers;
    }

    private String query(ObjectInfo object, FeedPosition.Place place) {
        Set<String> fields = new LinkedHashSet<>(Search.fields(object));
        fields.add("SystemModstamp");
        fields.add("IsDeleted");
        if (object.has("IsConverted")) {
            fields.add("IsConverted");
        }
        String changed = place.changed();
        String behind = place.id().isEmpty()
                ? "SystemModstamp>=" + changed
                : "SystemModstamp>" + changed + " OR (SystemModstamp=" + changed + " AND Id>'" + place.id() + "')";
        return "SELECT " + String.join(",", fields) + " FROM " + object.name() + " WHERE " + behind
                + " ORDER BY SystemModstamp, Id LIMIT " + pageSize;
    }

    /** Empty if nobody can be called by it any more. */
    private Optional<StoredContact> contact(ObjectInfo object, JsonNode record) {
        String id = record.path("Id").asText();
        boolean shadow = object.name().equals("Contact")
                && record.path("IsPersonAccount").asBoolean();
        boolean over = record.path("IsDeleted").asBoolean()
                || record.path("IsConverted").asBoolean();
        List<PhoneField> phones = new ArrayList<>();
        Search.phones(object).forEach(field -> {
            String written = record.path(field.name()).asText("");
            if (!written.isBlank()) {
                phones.add(new PhoneField(field.label(), written));
            }
        });
        if (shadow || over || phones.isEmpty() || !RecordId.is(id)) {
            return Optional.empty();
        }
        return Optional.of(new StoredContact(
                Candidates.type(object, record),
                id,
                record.path("Name").asText(id),
                Candidates.company(record),
                Optional.of(api.instance() + "/" + id),
                phones));
    }
}
