package org.jackfield.crm.ldap.internal;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jackfield.api.crm.Match;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.NumberForms;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;

/** Searches for people and compares who is found. Values go into filters through the library, which escapes them. */
final class People {
    private static final int MOST = 200;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9-]*)}");

    private final String connector;
    private final LdapConfig config;
    private final List<String> phones;
    private final Filter people;
    private final NumberMatcher matcher;
    private final NumberPlan plan;

    /** @throws IllegalArgumentException if the configured filter is none */
    People(String connector, LdapConfig config, NumberMatcher matcher, NumberPlan plan) {
        this.connector = connector;
        this.config = config;
        this.phones = List.of(config.phoneAttributes().split("[,\\s]+"));
        this.matcher = matcher;
        this.plan = plan;
        try {
            this.people = Filter.create(config.filter());
        } catch (LDAPException e) {
            throw new IllegalArgumentException(
                    "filter '" + config.filter() + "' is not an LDAP filter (RFC 4515): " + e.getMessage(), e);
        }
    }

    /**
     * First by the spellings, which an index of the server answers; if nobody has the number, by its last digits with
     * whatever people wrote between them, which the server looks through its entries for.
     */
    List<Match> find(LDAPConnection connection, PhoneNumber wanted) throws LDAPException {
        List<Match> exact = find(connection, wanted, spellings(wanted));
        return exact.isEmpty() ? find(connection, wanted, List.of(ending(wanted))) : exact;
    }

    private List<Filter> spellings(PhoneNumber wanted) {
        Set<String> all = new LinkedHashSet<>(plan.spellings(wanted));
        NumberForms forms = matcher.forms(wanted);
        all.addAll(List.of(forms.e164(), forms.digits(), forms.trunk(), forms.national()));
        List<Filter> filters = new ArrayList<>();
        for (String phone : phones) {
            all.forEach(spelling -> filters.add(Filter.createEqualityFilter(phone, spelling)));
        }
        return filters;
    }

    private Filter ending(PhoneNumber wanted) {
        String[] digits = matcher.forms(wanted).last(7).split("");
        return Filter.createORFilter(phones.stream()
                .map(phone -> Filter.createSubstringFilter(phone, null, digits, null))
                .toList());
    }

    private List<Match> find(LDAPConnection connection, PhoneNumber wanted, List<Filter> phoneFilters)
            throws LDAPException {
        SearchRequest request = new SearchRequest(
                config.base(),
                SearchScope.SUB,
                Filter.createANDFilter(people, Filter.createORFilter(phoneFilters)),
                "*");
        request.setSizeLimit(MOST);
        request.setResponseTimeoutMillis(config.deadlineMs());
        List<Match> matches = new ArrayList<>();
        for (Entry entry : entries(connection, request)) {
            fitting(entry, wanted).ifPresent(matches::add);
        }
        matches.sort(Comparator.comparing(Match::strength).thenComparing(Match::name));
        return matches;
    }

    private static List<SearchResultEntry> entries(LDAPConnection connection, SearchRequest request)
            throws LDAPException {
        try {
            return connection.search(request).getSearchEntries();
        } catch (LDAPSearchException e) {
            if (e.getResultCode() == com.unboundid.ldap.sdk.ResultCode.SIZE_LIMIT_EXCEEDED) {
                return e.getSearchEntries();
            }
            throw e;
        }
    }

    private Optional<Match> fitting(Entry entry, PhoneNumber wanted) {
        Fit best = null;
        String label = "";
        for (String phone : phones) {
            String[] values = entry.getAttributeValues(phone);
            for (String written : values == null ? new String[0] : values) {
                Fit fit = matcher.fit(wanted, written, config.defaultRegion());
                if (fit.fits() && (best == null || fit.strength().compareTo(best.strength()) < 0)) {
                    best = fit;
                    label = phone;
                }
            }
        }
        return best == null ? Optional.empty() : Optional.of(match(entry, label, best));
    }

    private Match match(Entry entry, String label, Fit fit) {
        return new Match(
                connector,
                "person",
                entry.getDN(),
                value(entry, config.nameAttribute()).orElse(entry.getDN()),
                config.companyAttribute().isBlank() ? Optional.empty() : value(entry, config.companyAttribute()),
                url(entry),
                label + " " + fit.reason(),
                fit.strength(),
                List.of());
    }

    private static Optional<String> value(Entry entry, String attribute) {
        return Optional.ofNullable(entry.getAttributeValue(attribute)).filter(value -> !value.isBlank());
    }

    /** No link is better than one with a hole in it. */
    private Optional<String> url(Entry entry) {
        String template = config.urlTemplate();
        boolean whole = PLACEHOLDER.matcher(template).results().allMatch(p -> value(entry, p.group(1))
                .isPresent());
        return template.isBlank() || !whole
                ? Optional.empty()
                : Optional.of(PLACEHOLDER
                        .matcher(template)
                        .replaceAll(p -> Matcher.quoteReplacement(
                                URLEncoder.encode(value(entry, p.group(1)).orElse(""), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))));
    }
}
