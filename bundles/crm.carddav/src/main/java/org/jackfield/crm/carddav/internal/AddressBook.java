package org.jackfield.crm.carddav.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.jackfield.api.crm.Match;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;

/**
 * The mirror of an address book, by the keys of its numbers: a CardDAV server's search is literal and finds only the
 * spelling that was typed. Thread-safe.
 */
final class AddressBook {
    private final String connector;
    private final CardDavConfig config;
    private final NumberMatcher numbers;
    private final Map<String, Card> byHref = new HashMap<>();
    private final Map<Integer, Set<String>> byKey = new HashMap<>();

    AddressBook(String connector, CardDavConfig config, NumberMatcher numbers) {
        this.connector = connector;
        this.config = config;
        this.numbers = numbers;
    }

    synchronized void put(String href, Card card) {
        remove(href);
        byHref.put(href, card);
        keys(card).forEach(key -> byKey.computeIfAbsent(key, first -> new HashSet<>())
                .add(href));
    }

    synchronized boolean remove(String href) {
        Card old = byHref.remove(href);
        if (old == null) {
            return false;
        }
        keys(old)
                .forEach(key -> byKey.computeIfPresent(key, (same, hrefs) -> {
                    hrefs.remove(href);
                    return hrefs.isEmpty() ? null : hrefs;
                }));
        return true;
    }

    /** Leaves only what is in another one. */
    synchronized void retain(Set<String> hrefs) {
        Set<String> gone = new HashSet<>(byHref.keySet());
        gone.removeAll(hrefs);
        gone.forEach(this::remove);
    }

    private Set<Integer> keys(Card card) {
        Set<Integer> keys = new HashSet<>();
        card.phones().forEach(phone -> keys.addAll(numbers.keys(phone.written(), config.defaultRegion())));
        return keys;
    }

    List<Match> find(PhoneNumber wanted) {
        List<Match> matches = new ArrayList<>();
        candidates(wanted).values().forEach(card -> fitting(card, wanted).ifPresent(matches::add));
        matches.sort(
                Comparator.comparing(Match::strength).thenComparing(Match::name).thenComparing(Match::id));
        return matches;
    }

    private synchronized Map<String, Card> candidates(PhoneNumber wanted) {
        Set<String> hrefs = new LinkedHashSet<>();
        numbers.keys(wanted).forEach(key -> hrefs.addAll(byKey.getOrDefault(key, Set.of())));
        Map<String, Card> cards = new HashMap<>();
        hrefs.forEach(href -> cards.put(href, byHref.get(href)));
        return cards;
    }

    private Optional<Match> fitting(Card card, PhoneNumber wanted) {
        Fit best = null;
        String label = "";
        for (Card.Phone phone : card.phones()) {
            Fit fit = numbers.fit(wanted, phone.written(), config.defaultRegion());
            if (fit.fits() && (best == null || fit.strength().compareTo(best.strength()) < 0)) {
                best = fit;
                label = phone.label();
            }
        }
        return best == null ? Optional.empty() : Optional.of(match(card, label, best));
    }

    private Match match(Card card, String label, Fit fit) {
        String uid = URLEncoder.encode(card.id(), StandardCharsets.UTF_8).replace("+", "%20");
        return new Match(
                connector,
                "contact",
                card.id(),
                card.name(),
                card.company(),
                Optional.of(config.urlTemplate())
                        .filter(template -> !template.isBlank())
                        .map(template -> template.replaceAll("\\{uid}", Matcher.quoteReplacement(uid))),
                label + " " + fit.reason(),
                fit.strength(),
                List.of());
    }

    /** @return how many contacts with that number, or of that id, are gone */
    int forget(Optional<PhoneNumber> number, Optional<String> id) {
        Set<String> hrefs = new HashSet<>();
        number.ifPresent(wanted -> candidates(wanted).forEach((href, card) -> {
            if (fitting(card, wanted).isPresent()) {
                hrefs.add(href);
            }
        }));
        synchronized (this) {
            id.ifPresent(wanted -> byHref.forEach((href, card) -> {
                if (card.id().equals(wanted)) {
                    hrefs.add(href);
                }
            }));
            return (int) hrefs.stream().filter(this::remove).count();
        }
    }

    synchronized int size() {
        return byHref.size();
    }
}
