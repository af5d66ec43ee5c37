package org.jackfield.crm.salesforce.internal.create;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.NewRecord;
import org.jackfield.crm.salesforce.internal.log.Owners;
import org.jackfield.crm.salesforce.internal.rest.Call;
import org.jackfield.crm.salesforce.internal.rest.ObjectInfo;
import org.jackfield.crm.salesforce.internal.rest.RecordId;
import org.jackfield.crm.salesforce.internal.rest.SalesforceApi;
import org.jackfield.crm.salesforce.internal.rest.Schema;
import org.jackfield.crm.salesforce.internal.rest.Soql;
import org.jackfield.crm.salesforce.internal.rest.Trouble;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/**
 * Makes a case or a contact, because a person asked for it. What the org's duplicate rules find is offered instead; it
 * is never saved over them. On the caller's thread.
 */
public final class RecordMaker {
    private final String connector;
    private final SalesforceApi api;
    private final Schema schema;
    private final Owners owners;
    private final Duration patience;

    public RecordMaker(String connector, SalesforceApi api, Schema schema, Owners owners, Duration patience) {
        this.connector = connector;
        this.api = api;
        this.schema = schema;
        this.owners = owners;
        this.patience = patience;
    }

    /** The record, new or there already. */
    public Match make(NewRecord wanted) {
        owners.learn(List.of(wanted.owner()));
        Optional<String> owner = owners.user(Optional.of(wanted.owner())).map(Owners.User::id);
        boolean isCase = wanted.kind() == NewRecord.Kind.CASE;
        String object = isCase ? "Case" : "Contact";
        Map<String, Object> fields = isCase ? caseFields(wanted) : contactFields(wanted);
        owner.ifPresent(id -> fields.put("OwnerId", id));
        Call call = Call.json("POST", "/sobjects/" + object, fitting(object, fields));
        try {
            // who asks for a case keeps it: assignment rules are for those who leave none
            JsonNode made = api.ask(owner.isPresent() ? call.with("Sforce-Auto-Assign", "FALSE") : call, patience);
            return match(object, made.path("id").asText(), wanted.title(), Optional.empty(), "made just now");
        } catch (Trouble trouble) {
            if (trouble.kind() == Kind.SIMILAR) {
                return there(trouble);
            }
            throw trouble.kind() == Kind.UNREACHABLE ? ambiguous(trouble) : trouble;
        }
    }

    private static Map<String, Object> caseFields(NewRecord wanted) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Subject", wanted.title());
        fields.put("Origin", "Phone");
        wanted.description().ifPresent(text -> fields.put("Description", text));
        wanted.number().ifPresent(number -> fields.put("SuppliedPhone", number));
        about(wanted, "Contact").ifPresent(id -> fields.put("ContactId", id));
        about(wanted, "Account").ifPresent(id -> fields.put("AccountId", id));
        return fields;
    }

    private static Map<String, Object> contactFields(NewRecord wanted) {
        String name = wanted.title().strip();
        int blank = name.indexOf(' ');
        Map<String, Object> fields = new LinkedHashMap<>();
        if (blank > 0) {
            fields.put("FirstName", name.substring(0, blank));
        }
        fields.put("LastName", name.substring(blank + 1).strip());
        wanted.number().ifPresent(number -> fields.put("Phone", number));
        wanted.description().ifPresent(text -> fields.put("Description", text));
        about(wanted, "Account").ifPresent(id -> fields.put("AccountId", id));
        return fields;
    }

    private static Optional<String> about(NewRecord wanted, String object) {
        return wanted.about()
                .map(record -> record.id())
                .filter(id -> RecordId.object(id).filter(object::equals).isPresent());
    }

    /** What the user may write, as long as the org takes it. */
    private Map<String, Object> fitting(String object, Map<String, Object> fields) {
        ObjectInfo known = schema.object(object, patience)
                .orElseThrow(
                        () -> new Trouble(Kind.FORBIDDEN, "The user may not see " + object + "; give it the right"));
        Map<String, Object> fitting = new LinkedHashMap<>();
        fields.forEach((name, value) -> known.field(name)
                .filter(ObjectInfo.Field::createable)
                .ifPresent(field -> fitting.put(name, cut(value.toString(), field.length()))));
        return fitting;
    }

    private static String cut(String text, int length) {
        return length == 0 || text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private Match there(Trouble trouble) {
        String id = trouble.records().stream()
                .filter(RecordId::is)
                .findFirst()
                .orElseThrow(() -> new Trouble(
                        Kind.SIMILAR,
                        "Salesforce holds it to be a duplicate and does not say of whom; look for it there"));
        String object = RecordId.object(id).orElse("Contact");
        String company = object.equals("Contact") ? ",Account.Name" : "";
        JsonNode record = api
                .query("SELECT Id,Name" + company + " FROM " + object + " WHERE Id=" + Soql.quoted(id), patience)
                .stream()
                .findFirst()
                .orElseThrow(() -> new Trouble(Kind.MISSING, "The duplicate that Salesforce named is not to be seen"));
        return match(
                object,
                id,
                record.path("Name").asText(id),
                Optional.of(record.path("Account").path("Name").asText("")).filter(name -> !name.isEmpty()),
                "was there already, so no other was made");
    }

    private Match match(String object, String id, String name, Optional<String> company, String reason) {
        Optional<String> url = Optional.of(api.instance() + "/" + id).filter(address -> RecordId.is(id));
        return new Match(connector, object, id, name, company, url, reason, List.of());
    }

    private static Trouble ambiguous(Trouble trouble) {
        return new Trouble(
                Kind.UNREACHABLE,
                trouble.getMessage() + ", so it may have been made; look there before you ask for it again");
    }
}
