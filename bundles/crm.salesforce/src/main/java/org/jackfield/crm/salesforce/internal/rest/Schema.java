package org.jackfield.crm.salesforce.internal.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;

/**
 * What the objects of the org look like: kept for a day, then asked for again only if it has changed. Thread-safe; asks
 * on the caller's thread.
 */
public final class Schema {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final SalesforceApi api;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Optional<ObjectInfo> object, Instant at) {}

    public Schema(SalesforceApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** The object; empty if the org has none of that name, or the user may not see it. */
    public Optional<ObjectInfo> object(String name, Duration patience) {
        Known before = known.get(name);
        if (before != null && clock.instant().isBefore(before.at().plus(KEPT))) {
            return before.object();
        }
        Known now = asked(name, before, patience);
        known.put(name, now);
        return now.object();
    }

    /** Forgets an object, because the org just said something else about it. */
    public void forget(String name) {
        known.remove(name);
    }

    private Known asked(String name, Known before, Duration patience) {
        Call call = Call.get("/sobjects/" + name + "/describe");
        if (before != null) {
            call = call.with("If-Modified-Since", HTTP_DATE.format(before.at()));
        }
        Instant now = clock.instant();
        Reply reply = api.send(call, patience);
        if (reply.status() == 304 && before != null) {
            return new Known(before.object(), now);
        }
        if (reply.ok()) {
            return new Known(reply.json().map(ObjectInfo::read), now);
        }
        Trouble refused = Refusals.of(reply);
        if (refused.kind() == Kind.MISSING) {
            return new Known(Optional.empty(), now);
        }
        throw refused;
    }
}
