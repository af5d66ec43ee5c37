package org.jackfield.pbx.push.internal;

import jakarta.servlet.Servlet;
import java.time.Clock;
import java.time.Instant;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.call.Service;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.jackfield.api.pbx.Command;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.api.pbx.PbxSink;
import org.jackfield.api.pbx.Snapshot;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A PBX that tells its calls by HTTP. There is nothing to connect to, so the link is up as soon as it is configured;
 * its counters tell when the last event came. It cannot be asked for anything.
 */
@Component(
        service = PbxDriver.class,
        configurationPid = "org.jackfield.pbx.push",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PushConfig.class, factory = true)
public final class PushDriver implements PbxDriver, PushServlet.Taker, AutoCloseable {
    private static final int SHORTEST_SECRET = 16;
    private static final String LAST_EVENT = "lastEventEpochMs";
    private static final double STRANGERS_PER_SECOND = 1;

    /** Where the servlet goes while the link is open. */
    interface Mount {
        /** @return takes it away again */
        AutoCloseable mount(String pattern, Servlet servlet);
    }

    private final String instance;
    private final PushConfig config;
    private final NumberPlan numbers;
    private final Mount mount;
    private final Clock clock;
    private final Bucket events;
    private final Bucket strangers;
    private AutoCloseable mounted = () -> {};
    private PbxSink sink;
    private PushCalls calls;
    private long lastEvent;

    @Activate
    public PushDriver(
            PushConfig config, Map<String, Object> properties, BundleContext bundle, @Reference NumberPlan numbers) {
        this(
                instance(String.valueOf(properties.get("service.pid"))),
                config,
                numbers,
                (pattern, servlet) -> whiteboard(bundle, pattern, servlet),
                Clock.systemUTC());
    }

    PushDriver(String instance, PushConfig config, NumberPlan numbers, Mount mount, Clock clock) {
        this.instance = instance;
        this.config = config;
        this.numbers = numbers;
        this.mount = mount;
        this.clock = clock;
        this.events = new Bucket(config.eventsPerSecond(), System.nanoTime());
        this.strangers = new Bucket(STRANGERS_PER_SECOND, System.nanoTime());
    }

    private static String instance(String pid) {
        return pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
    }

    private static AutoCloseable whiteboard(BundleContext bundle, String pattern, Servlet servlet) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("osgi.http.whiteboard.servlet.pattern", pattern);
        ServiceRegistration<Servlet> registration = bundle.registerService(Servlet.class, servlet, properties);
        return registration::unregister;
    }

    @Override
    public String link() {
        return "push~" + instance;
    }

    @Override
    public String tenant() {
        return config.tenant();
    }

    @Override
    public synchronized void open(PbxSink opened) {
        if (config.secret() == null || config.secret().length() < SHORTEST_SECRET) {
            opened.down("Link " + link() + " has no secret of " + SHORTEST_SECRET
                    + " or more characters; set 'secret' in etc/org.jackfield.pbx." + link() + ".cfg");
            return;
        }
        sink = opened;
        calls = new PushCalls(
                opened, number -> numbers.read(link(), number).kind() == Kind.INTERNAL, config.liveCalls());
        opened.connecting();
        // what was up before is not known here, and the PBX does not tell its starts
        opened.up("push");
        opened.snapshot(new Snapshot(clock.instant(), List.of()));
        mounted = mount.mount("/push/" + instance + "/*", new PushServlet(config.secret(), this));
    }

    @Override
    public Set<Service> services() {
        return Set.of();
    }

    @Override
    public CompletionStage<Void> execute(Command command) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("Link " + link()
                + " only listens to its PBX; " + command.service().word() + " is not possible there"));
    }

    @Override
    public synchronized void take(String event, Form form) throws Refusal {
        if (calls == null) {
            throw new Refusal(Refusal.CLOSED, "Link " + link() + " is closed");
        }
        if (!events.take(System.nanoTime())) {
            throw new Refusal(
                    Refusal.TOO_MANY,
                    "More than " + config.eventsPerSecond() + " events a second; slow down or raise eventsPerSecond");
        }
        Instant now = clock.instant();
        sink.count("events", 1);
        sink.count(LAST_EVENT, now.toEpochMilli() - lastEvent);
        lastEvent = now.toEpochMilli();
        if (!calls.take(event, form, now)) {
            sink.count("repeated", 1);
        }
    }

    @Override
    public synchronized boolean stranger() {
        if (sink != null) {
            sink.count("strangers", 1);
        }
        return strangers.take(System.nanoTime());
    }

    @Override
    public synchronized void unreadable(String sentence) {
        if (sink != null) {
            sink.rejected(sentence);
        }
    }

    @Override
    @Deactivate
    public void close() {
        AutoCloseable last;
        synchronized (this) {
            if (sink != null) {
                sink.count(LAST_EVENT, -lastEvent); // the next driver of this link counts from nothing
            }
            calls = null;
            sink = null;
            last = mounted;
            mounted = () -> {};
        }
        try {
            last.close();
        } catch (Exception e) {
            // the framework has unregistered it before
        }
    }
}
