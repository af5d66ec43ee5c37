package org.jackfield.crm.salesforce.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jackfield.api.crm.Match;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.salesforce.internal.rest.Call;
import org.jackfield.crm.salesforce.internal.rest.ObjectInfo;
import org.jackfield.crm.salesforce.internal.rest.Quota;
import org.jackfield.crm.salesforce.internal.rest.SalesforceApi;
import org.jackfield.crm.salesforce.internal.rest.Schema;
import org.jackfield.crm.salesforce.internal.rest.Trouble;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/**
 * Who has a number: one search for candidates, each verified here, and one query for the open cases of those that
 * remain. On the caller's thread.
 */
public final class PhoneLookup {
    private final String connector;
    private final SalesforceApi api;
    private final Schema schema;
    private final Quota quota;
    private final List<String> objects;
    private final Function<PhoneNumber, Collection<String>> spellings;
    private final BiFunction<PhoneNumber, String, Fit> fit;

    /**
     * @param objects to search, the one that counts most first
     * @param spellings the ways people write a number
     * @param fit how a number stored in the org fits the one that is looked for
     */
    public PhoneLookup(
            String connector,
            SalesforceApi api,
            Schema schema,
            Quota quota,
            List<String> objects,
            Function<PhoneNumber, Collection<String>> spellings,
            BiFunction<PhoneNumber, String, Fit> fit) {
        this.connector = connector;
        this.api = api;
        this.schema = schema;
        this.quota = quota;
        this.objects = objects;
        this.spellings = spellings;
        this.fit = fit;
    }

    /** All records that have the number, best first. */
    public List<Match> find(PhoneNumber number, Duration patience) {
        if (quota.spared()) {
            // on purpose: the org is well, and a breaker that opened would hold up the logging, too
            throw new UnsupportedOperationException("Nearly all of the day's API calls are used (" + quota.used()
                    + " of " + quota.allowed() + "), and the rest is kept for logging calls");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            return find(number, deadline);
        } catch (Trouble trouble) {
            if (trouble.kind() != Kind.FIELDS) {
                throw trouble;
            }
            objects.forEach(schema::forget); // an administrator took a field away since it was described
            return find(number, deadline);
        }
    }

    private List<Match> find(PhoneNumber number, long deadline) {
        List<ObjectInfo> known = known(left(deadline));
        List<String> terms = SearchTerms.of(spellings.apply(number));
        JsonNode found =
                api.ask(Call.get("/search?q=" + Call.encoded(Search.candidates(terms, known))), left(deadline));
        List<Hit> hits = new Candidates(known, stored -> fit.apply(number, stored)).verified(found);
        if (hits.isEmpty()) {
            return List.of();
        }
        String server = api.instance().toString();
        return Candidates.withCases(hits, cases(hits, deadline), server).stream()
                .sorted(Hit.BEST_FIRST)
                .map(hit -> hit.match(connector, server))
                .toList();
    }

    private List<ObjectInfo> known(Duration patience) {
        List<ObjectInfo> known = new ArrayList<>();
        for (String name : objects) {
            schema.object(name, patience)
                    .filter(object -> !Search.phones(object).isEmpty())
                    .ifPresent(known::add);
        }
        if (known.isEmpty()) {
            throw new Trouble(
                    Kind.FORBIDDEN,
                    "The user may see none of " + String.join(", ", objects)
                            + "; give it the right to read them and their phone fields");
        }
        return known;
    }

    /** A person who was found is worth showing without the cases. */
    private List<JsonNode> cases(List<Hit> hits, long deadline) {
        Set<String> contacts = Candidates.contacts(hits);
        Set<String> accounts = Candidates.accounts(hits);
        Optional<ObjectInfo> cases = schema.object("Case", left(deadline));
        if (contacts.isEmpty() && accounts.isEmpty() || cases.isEmpty()) {
            return List.of();
        }
        try {
            return api.query(Search.openCases(contacts, accounts), left(deadline));
        } catch (Trouble trouble) {
            return List.of();
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }
}
