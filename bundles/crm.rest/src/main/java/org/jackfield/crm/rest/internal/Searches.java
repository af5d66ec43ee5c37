package org.jackfield.crm.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jackfield.api.crm.Match;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.NumberForms;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.crm.rest.internal.Template.Search;

/**
 * Runs a template's searches for a number and compares every phone field of every record that comes back: some CRMs
 * search loosely, and some ignore what they do not understand and give everybody.
 */
final class Searches {
    private static final int MOST_RECORDS = 1_000;

    private final String connector;
    private final Template template;
    private final Session session;
    private final Variables settings;
    private final NumberMatcher matcher;
    private final NumberPlan plan;
    private final String region;
    private final AtomicLong thrownAway = new AtomicLong();

    Searches(
            String connector,
            Template template,
            Session session,
            Variables settings,
            NumberMatcher matcher,
            NumberPlan plan,
            String region) {
        this.connector = connector;
        this.template = template;
        this.session = session;
        this.settings = settings;
        this.matcher = matcher;
        this.plan = plan;
        this.region = region;
    }

    CompletionStage<List<Match>> lookup(PhoneNumber wanted) {
        Variables variables = number(wanted);
        List<CompletableFuture<List<Match>>> asked = new ArrayList<>();
        for (Search search : template.lookup()) {
            asked.add(page(search, 1, variables, wanted).toCompletableFuture());
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenApply(all -> {
            Map<List<String>, Match> once = new LinkedHashMap<>();
            asked.stream()
                    .flatMap(each -> each.join().stream())
                    .sorted(Comparator.comparing(Match::strength))
                    .forEach(match -> once.putIfAbsent(List.of(match.type(), match.id()), match));
            return List.copyOf(once.values());
        });
    }

    /** This page and those behind it, until one is empty or enough are read. */
    private CompletionStage<List<Match>> page(Search search, int page, Variables variables, PhoneNumber wanted) {
        return session.send(search.request(), variables.with("page", String.valueOf(page)))
                .thenCompose(answer -> {
                    List<JsonNode> records = Place.all(answer, search.records() + "/*");
                    List<Match> here = fitting(search, records, wanted);
                    return page == search.pages() || records.isEmpty()
                            ? CompletableFuture.completedStage(here)
                            : page(search, page + 1, variables, wanted)
                                    .thenApply(behind -> Stream.concat(here.stream(), behind.stream())
                                            .toList());
                });
    }

    private Variables number(PhoneNumber wanted) {
        NumberForms forms = matcher.forms(wanted);
        return settings.with(Map.of(
                        "number.e164", forms.e164(),
                        "number.digits", forms.digits(),
                        "number.national", forms.national(),
                        "number.trunk", forms.trunk(),
                        "number.international", forms.prettyInternational(),
                        "number.formatted", forms.prettyNational(),
                        "number.last7", forms.last(7),
                        "number.last8", forms.last(8)))
                .withList("number.spellings", plan.spellings(wanted));
    }

    private List<Match> fitting(Search search, List<JsonNode> records, PhoneNumber wanted) {
        List<Match> matches = new ArrayList<>();
        for (JsonNode record : records.subList(0, Math.min(MOST_RECORDS, records.size()))) {
            fitting(search, record, wanted).ifPresentOrElse(matches::add, thrownAway::incrementAndGet);
        }
        return matches;
    }

    private Optional<Match> fitting(Search search, JsonNode record, PhoneNumber wanted) {
        String id = Place.text(record, search.id());
        Fit best = null;
        String label = "";
        for (Map.Entry<String, String> phone : search.phones().entrySet()) {
            for (JsonNode written : new HashSet<>(Place.all(record, phone.getValue()))) {
                Fit fit = matcher.fit(wanted, written.asText(), region);
                if (fit.fits() && (best == null || fit.strength().compareTo(best.strength()) < 0)) {
                    best = fit;
                    label = phone.getKey();
                }
            }
        }
        return best == null || id.isEmpty() ? Optional.empty() : Optional.of(match(search, record, id, label, best));
    }

    private Match match(Search search, JsonNode record, String id, String label, Fit fit) {
        String name = Place.texts(record, search.name());
        Variables of = settings.with(Map.of("record.id", id, "record.type", search.type()));
        String company = Place.text(record, search.company());
        return new Match(
                connector,
                search.type(),
                id,
                name.isEmpty() ? search.type() + " " + id : name,
                Optional.of(company).filter(text -> !text.isEmpty()),
                Optional.of(search.url()).filter(url -> !url.isEmpty()).map(url -> Links.url(url, of)),
                label + " " + fit.reason(),
                fit.strength(),
                List.of());
    }

    /** How many records came back and did not fit. */
    long thrownAway() {
        return thrownAway.get();
    }
}
