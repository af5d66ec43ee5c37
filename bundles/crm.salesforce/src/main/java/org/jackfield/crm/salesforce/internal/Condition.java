package org.jackfield.crm.salesforce.internal;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jackfield.api.health.Status;
import org.jackfield.api.health.Status.State;
import org.jackfield.crm.salesforce.internal.rest.Trouble;
import org.jackfield.crm.salesforce.internal.rest.Trouble.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the connection stands, as an operator is told: what went wrong last, and what needs a person although all works.
 * Each change is one line of the log. Thread-safe.
 */
final class Condition {
    private static final Logger LOG = LoggerFactory.getLogger(Condition.class);

    private static final Set<Kind> DOWN =
            EnumSet.of(Kind.UNREACHABLE, Kind.LOGIN, Kind.LIMIT, Kind.BUSY, Kind.FORBIDDEN);

    private final String name;
    private final String tenant;
    private final Map<String, String> remarks = new LinkedHashMap<>();
    private State state = State.CONNECTING;
    private String reason = "Logging in";
    private Instant since = Instant.now();
    private boolean soonAgain = true;

    Condition(String name, String tenant) {
        this.name = name;
        this.tenant = tenant;
    }

    /** An answer came. */
    synchronized void works() {
        becomes(State.UP, "");
    }

    /** What this failure says about the connection, if anything. */
    synchronized void failed(Throwable failure) {
        if (failure instanceof UnsupportedOperationException || failure instanceof IllegalArgumentException) {
            return; // refused here, on purpose
        }
        if (!(failure instanceof Trouble trouble)) {
            LOG.error("{}: a fault in Jackfield itself", name, failure);
            return;
        }
        soonAgain = trouble.kind() == Kind.UNREACHABLE || trouble.kind() == Kind.BUSY;
        if (DOWN.contains(trouble.kind())) {
            becomes(State.DOWN, trouble.getMessage());
        }
    }

    /** It will not work until the configuration changes. */
    synchronized void impossible(String sentence) {
        becomes(State.DOWN, sentence);
    }

    /** Something that a person should know and that stays until it is taken back; empty takes it back. */
    synchronized void remark(String about, String sentence) {
        String before = sentence.isEmpty() ? remarks.remove(about) : remarks.put(about, sentence);
        if (!sentence.isEmpty() && !sentence.equals(before)) {
            LOG.warn("{}: {}", name, sentence);
        }
    }

    private void becomes(State now, String why) {
        if (now == state && why.equals(reason)) {
            return;
        }
        if (now != state) {
            since = Instant.now();
            if (now == State.UP) {
                LOG.info("{}: connected", name);
            } else {
                LOG.warn("{}: {}", name, why);
            }
        }
        state = now;
        reason = why;
    }

    synchronized boolean up() {
        return state == State.UP;
    }

    /** Whether it is worth a try every few seconds, since nobody has to act before it works again. */
    synchronized boolean soonAgain() {
        return soonAgain;
    }

    synchronized Status status(Map<String, Long> counters) {
        boolean remarked = state == State.UP && !remarks.isEmpty();
        return new Status(
                name,
                tenant,
                remarked ? State.DEGRADED : state,
                remarked ? String.join("; ", remarks.values()) : reason,
                since,
                counters);
    }
}
