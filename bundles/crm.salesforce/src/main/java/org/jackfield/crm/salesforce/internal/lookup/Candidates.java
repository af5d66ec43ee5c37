package org.jackfield.crm.salesforce.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jackfield.api.crm.Match;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.Strength;
import org.jackfield.crm.salesforce.internal.rest.ObjectInfo;
import org.jackfield.crm.salesforce.internal.rest.RecordId;

/** Makes hits of the records that a search gave, and drops those that do not have the number. Pure. */
final class Candidates {
    private static final String PERSON = "Person Account";

    private final List<ObjectInfo> objects;
    private final Function<String, Fit> number;

    /**
     * @param objects in the order in which they count
     * @param number how what is stored in a field fits the caller's number
     */
    Candidates(List<ObjectInfo> objects, Function<String, Fit> number) {
        this.objects = objects;
        this.number = number;
    }

    /** Every record that has the number, each once. */
    List<Hit> verified(JsonNode found) {
        Map<String, Hit> hits = new LinkedHashMap<>();
        found.path("searchRecords").forEach(record -> hit(record).ifPresent(hit -> hits.put(hit.id(), hit)));
        return List.copyOf(hits.values());
    }

    private Optional<Hit> hit(JsonNode record) {
        String id = record.path("Id").asText();
        String type = record.path("attributes").path("type").asText();
        for (int rank = 0; rank < objects.size() && RecordId.is(id); rank++) {
            if (objects.get(rank).name().equals(type)) {
                return hit(record, id, objects.get(rank), rank);
            }
        }
        return Optional.empty();
    }

    private Optional<Hit> hit(JsonNode record, String id, ObjectInfo object, int rank) {
        Fit best = new Fit(Strength.NONE, "");
        String label = "";
        for (ObjectInfo.Field field : Search.phones(object)) {
            String stored = record.path(field.name()).asText("");
            Fit fit = stored.isEmpty() ? best : number.apply(stored);
            if (fit.strength().compareTo(best.strength()) < 0) {
                best = fit;
                label = field.label();
            }
        }
        if (!best.fits()) {
            return Optional.empty();
        }
        boolean person = type(object, record).equals(PERSON);
        return Optional.of(new Hit(
                id,
                type(object, record),
                rank,
                record.path("Name").asText(id),
                company(record),
                contact(record, id, object, person),
                label + " " + best.reason(),
                best.strength(),
                record.path("LastModifiedDate").asText(),
                List.of()));
    }

    /** The org's word for it. */
    static String type(ObjectInfo object, JsonNode record) {
        boolean person = object.name().equals("Account")
                && record.path("IsPersonAccount").asBoolean();
        return person ? PERSON : object.name();
    }

    static Optional<String> company(JsonNode record) {
        String company = record.path("Account")
                .path("Name")
                .asText(record.path("Company").asText(""));
        return Optional.of(company).filter(name -> !name.isEmpty());
    }

    private static Optional<String> contact(JsonNode record, String id, ObjectInfo object, boolean person) {
        String contact = person
                ? record.path("PersonContactId").asText("")
                : object.name().equals("Contact") ? id : "";
        return Optional.of(contact).filter(RecordId::is);
    }

    /** Whose cases are to be asked for: contacts, and accounts. */
    static Set<String> contacts(List<Hit> hits) {
        Set<String> ids = new LinkedHashSet<>();
        hits.forEach(hit -> hit.contact().ifPresent(ids::add));
        return ids;
    }

    static Set<String> accounts(List<Hit> hits) {
        Set<String> ids = new LinkedHashSet<>();
        hits.stream().filter(hit -> hit.id().startsWith("001")).forEach(hit -> ids.add(hit.id()));
        return ids;
    }

    /** The hits with their open cases. */
    static List<Hit> withCases(List<Hit> hits, List<JsonNode> cases, String server) {
        return hits.stream().map(hit -> hit.with(cases(hit, cases, server))).toList();
    }

    private static List<Match.Case> cases(Hit hit, List<JsonNode> cases, String server) {
        List<Match.Case> own = new ArrayList<>();
        for (JsonNode open : cases) {
            String id = open.path("Id").asText();
            boolean its = open.path("AccountId").asText().equals(hit.id())
                    || hit.contact()
                            .filter(open.path("ContactId").asText()::equals)
                            .isPresent();
            if (its && RecordId.is(id)) {
                String subject = open.path("Subject").asText("");
                own.add(new Match.Case(
                        id,
                        open.path("CaseNumber").asText() + (subject.isEmpty() ? "" : " " + subject),
                        open.path("Status").asText(""),
                        Optional.of(server + "/" + id)));
            }
        }
        return own;
    }
}
