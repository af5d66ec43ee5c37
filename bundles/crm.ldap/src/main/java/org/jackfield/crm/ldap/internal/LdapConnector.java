package org.jackfield.crm.ldap.internal;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.Match;
import org.jackfield.api.health.Status;
import org.jackfield.api.health.Status.State;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People of an LDAP directory, asked at each call. */
@Component(
        service = CrmConnector.class,
        immediate = true,
        configurationPid = "org.jackfield.crm.ldap",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LdapConfig.class, factory = true)
public final class LdapConnector implements CrmConnector, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LdapConnector.class);
    private static final long CHECK_EVERY_S = 10;

    private final String name;
    private final LdapConfig config;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicLong lookups = new AtomicLong();
    private Directory directory;
    private People people;
    private volatile Status status;

    @Activate
    public LdapConnector(
            @Reference NumberMatcher matcher,
            @Reference NumberPlan plan,
            LdapConfig config,
            Map<String, Object> properties) {
        this(String.valueOf(properties.get("service.pid")), config, matcher, plan);
    }

    LdapConnector(String pid, LdapConfig config, NumberMatcher matcher, NumberPlan plan) {
        this.name = "ldap~" + pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
        this.config = config;
        this.status = new Status(
                name, config.tenant(), State.CONNECTING, "The directory was not asked yet", Instant.now(), Map.of());
        this.thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "jackfield-crm.ldap-" + name));
        try {
            check(config, matcher);
            directory = new Directory(config);
            people = new People(name, config, matcher, plan);
            thread.scheduleWithFixedDelay(this::look, 0, CHECK_EVERY_S, TimeUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            directory = null;
            becomes(State.DOWN, "etc/" + pid + ".cfg: " + e.getMessage());
        }
    }

    private static void check(LdapConfig config, NumberMatcher matcher) {
        if (!matcher.knows(config.defaultRegion())) {
            throw new IllegalArgumentException("defaultRegion '" + config.defaultRegion()
                    + "' is not a region; two capital letters such as GB or VN are");
        }
        if (config.deadlineMs() < 200 || config.deadlineMs() > 30_000) {
            throw new IllegalArgumentException(
                    "deadlineMs is " + config.deadlineMs() + "; it must be between 200 and 30000");
        }
        if (!config.urlTemplate().matches("(https?://.+)?")) {
            throw new IllegalArgumentException("urlTemplate '" + config.urlTemplate()
                    + "' is not an address; one begins with https:// or http://");
        }
    }

    private void look() {
        if (status.state() == State.UP) {
            return;
        }
        try {
            LDAPConnection open = directory.connection();
            if (open.getEntry(config.base(), "1.1") == null) {
                becomes(
                        State.DOWN,
                        "The directory has no " + config.base() + " that may be read; correct base or bindDn");
            } else {
                becomes(State.UP, "");
            }
        } catch (LDAPException e) {
            becomes(State.DOWN, sentence(e));
        }
    }

    private String sentence(LDAPException e) {
        directory.close();
        ResultCode code = e.getResultCode();
        if (code == ResultCode.INVALID_CREDENTIALS || code == ResultCode.INSUFFICIENT_ACCESS_RIGHTS) {
            return "The directory does not accept " + config.bindDn() + "; check bindDn and secret";
        }
        if (code == ResultCode.CONNECT_ERROR || code == ResultCode.SERVER_DOWN) {
            return "The directory at " + config.url() + " cannot be reached; is the address right, and is TLS trusted?";
        }
        return "The directory answered " + code.getName() + " (" + code.intValue() + ")";
    }

    private void becomes(State state, String reason) {
        Status before = status;
        if (before.state() == state && before.reason().equals(reason)) {
            return;
        }
        if (state == State.UP) {
            LOG.info("{}: the directory answers", name);
        } else {
            LOG.warn("{}: {}", name, reason);
        }
        Instant since = before.state() == state ? before.since() : Instant.now();
        status = new Status(name, config.tenant(), state, reason, since, Map.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String tenant() {
        return config.tenant();
    }

    @Override
    public CompletionStage<List<Match>> lookup(PhoneNumber number) {
        lookups.incrementAndGet();
        if (directory == null) {
            return CompletableFuture.failedStage(new IllegalStateException(status.reason()));
        }
        try {
            return CompletableFuture.supplyAsync(() -> find(number), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(new IllegalStateException(name + " is being stopped"));
        }
    }

    /** A connection that was lost since the last call is opened again, once. */
    private List<Match> find(PhoneNumber number) {
        try {
            return found(number);
        } catch (LDAPException e) {
            directory.close();
            try {
                return found(number);
            } catch (LDAPException again) {
                String sentence = sentence(again);
                becomes(State.DOWN, sentence);
                throw new IllegalStateException(sentence);
            }
        }
    }

    private List<Match> found(PhoneNumber number) throws LDAPException {
        List<Match> matches = people.find(directory.connection(), number);
        becomes(State.UP, "");
        return matches;
    }

    @Override
    public Status status() {
        Status now = status;
        Map<String, Long> counters = Map.of("lookups", lookups.get());
        return new Status(name, now.tenant(), now.state(), now.reason(), now.since(), counters);
    }

    @Override
    @Deactivate
    public void close() {
        if (directory != null && !thread.isShutdown()) {
            thread.execute(directory::close); // by the thread that uses it
        }
        thread.shutdown();
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }
}
