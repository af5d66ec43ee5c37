package org.jackfield.crm.salesforce.internal.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jackfield.api.crm.Owner;
import org.jackfield.crm.salesforce.internal.rest.RecordId;
import org.jackfield.crm.salesforce.internal.rest.SalesforceApi;
import org.jackfield.crm.salesforce.internal.rest.Soql;

/**
 * Which user of the org somebody in the house is: by the configured table, by federation id, by e-mail, in this order.
 * Asks the org once for all who are new. Thread-safe.
 */
public final class Owners {
    /** A user who was found stays for an hour; one who was not may be made any minute. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final Duration KEPT_MISSING = Duration.ofMinutes(5);

    /** @param zone where they work */
    public record User(String id, ZoneId zone) {}

    private record Known(Optional<User> user, long since) {}

    private final SalesforceApi api;
    private final Map<String, String> table;
    private final String fallback;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Map<Owner, Known> known = new HashMap<>();
    private final Set<String> unmapped = new LinkedHashSet<>();

    /**
     * @param table user names or ids by agent id
     * @param fallback user name or id of who owns what nobody else does; may be empty
     */
    public Owners(
            SalesforceApi api, Map<String, String> table, String fallback, Duration patience, LongSupplier nanoTime) {
        this.api = api;
        this.table = table;
        this.fallback = fallback;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Learns who these are, in one request if any is new. */
    public synchronized void learn(Collection<Owner> owners) {
        long now = nanoTime.getAsLong();
        Set<Owner> unknown = new LinkedHashSet<>(owners);
        unknown.add(standIn());
        unknown.removeIf(owner -> owner.name().isEmpty() || fresh(known.get(owner), now));
        if (unknown.isEmpty()) {
            return;
        }
        List<JsonNode> users = api.query(query(unknown), patience);
        unknown.forEach(owner -> {
            Optional<User> user = user(owner, users);
            known.put(owner, new Known(user, now));
            if (user.isPresent()) {
                unmapped.remove(owner.name());
            } else {
                unmapped.add(owner.name());
            }
        });
    }

    private static boolean fresh(Known known, long now) {
        return known != null && now - known.since() < (known.user().isPresent() ? KEPT : KEPT_MISSING).toNanos();
    }

    /** The user, or else the one who owns what nobody else does. */
    public synchronized Optional<User> user(Optional<Owner> owner) {
        return owner.flatMap(this::known).or(this::fallback);
    }

    /** Who owns what nobody else does. */
    synchronized Optional<User> fallback() {
        return known(standIn());
    }

    private Optional<User> known(Owner owner) {
        return Optional.ofNullable(known.get(owner)).flatMap(Known::user);
    }

    /** Users that were asked for and are not there. */
    synchronized Set<String> unmapped() {
        return Set.copyOf(unmapped);
    }

    /** The org says that this user does not work there any more. */
    synchronized void forget(String userId) {
        known.values()
                .removeIf(each ->
                        each.user().filter(user -> user.id().equals(userId)).isPresent());
    }

    private Owner standIn() {
        return new Owner("", Optional.of(fallback), Optional.empty());
    }

    private String query(Set<Owner> owners) {
        List<String> any = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        owners.forEach(owner -> names.add(inTable(owner)));
        add(any, "Id", names.stream().filter(RecordId::is).toList());
        add(any, "Username", names.stream().filter(name -> !RecordId.is(name)).toList());
        add(
                any,
                "FederationIdentifier",
                owners.stream().flatMap(o -> o.federationId().stream()).toList());
        add(any, "Email", owners.stream().flatMap(o -> o.email().stream()).toList());
        return "SELECT Id,Username,Email,FederationIdentifier,TimeZoneSidKey FROM User WHERE IsActive=true AND ("
                + String.join(" OR ", any) + ") ORDER BY Id";
    }

    private static void add(List<String> any, String field, List<String> values) {
        List<String> there = values.stream().filter(value -> !value.isBlank()).toList();
        if (!there.isEmpty()) {
            any.add(field + " IN " + Soql.in(there));
        }
    }

    private String inTable(Owner owner) {
        return owner.agent().isEmpty() ? owner.email().orElse("") : table.getOrDefault(owner.agent(), "");
    }

    private Optional<User> user(Owner owner, List<JsonNode> users) {
        String named = inTable(owner);
        return first(users, "Username", Optional.of(named))
                .or(() -> first(users, "Id", Optional.of(named)))
                .or(() -> first(users, "FederationIdentifier", owner.federationId()))
                .or(() -> first(users, "Email", owner.email()))
                .map(user -> new User(
                        user.path("Id").asText(),
                        zone(user.path("TimeZoneSidKey").asText(""))));
    }

    private static Optional<JsonNode> first(List<JsonNode> users, String field, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .flatMap(text -> users.stream()
                        .filter(user -> user.path(field)
                                .asText("")
                                .toLowerCase(Locale.ROOT)
                                .startsWith(text))
                        .filter(user -> field.equals("Id")
                                || user.path(field).asText("").length() == text.length())
                        .findFirst());
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
