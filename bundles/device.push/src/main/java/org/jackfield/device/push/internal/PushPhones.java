package org.jackfield.device.push.internal;

import jakarta.servlet.Servlet;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Enrolment;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.DeviceFact;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.jackfield.api.store.StoreException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Desk phones that speak no MQTT but call URLs when something happens: Yealink, Snom, Grandstream, Poly. */
@Component(
        service = {DeviceDriver.class, HealthSource.class},
        immediate = true,
        configurationPid = PushPhonesConfig.PID)
@Designate(ocd = PushPhonesConfig.class)
public final class PushPhones implements DeviceDriver, HealthSource, PhoneServlet.Taker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PushPhones.class);
    private static final PhoneServlet.Answer UNKNOWN = new PhoneServlet.Answer(404, "");
    private static final PhoneServlet.Answer TOO_MANY = new PhoneServlet.Answer(429, "");
    private static final PhoneServlet.Answer AWAY = new PhoneServlet.Answer(503, "");
    private static final int MOST_BUCKETS = 10_000;

    private final PushPhonesConfig config;
    private final Accounts accounts;
    private final DeviceRegistry register;
    private final AgentSessions sessions;
    private final Phones phones;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Instant since = Instant.now();
    private final Optional<ServiceRegistration<Servlet>> mounted;

    @Activate
    public PushPhones(
            BundleContext bundle,
            PushPhonesConfig config,
            @Reference EventLog log,
            @Reference AgentSessions sessions,
            @Reference Accounts accounts,
            @Reference DeviceRegistry register) {
        this(Optional.of(bundle), config, log, sessions, accounts, register);
    }

    PushPhones(
            Optional<BundleContext> bundle,
            PushPhonesConfig config,
            EventLog log,
            AgentSessions sessions,
            Accounts accounts,
            DeviceRegistry register) {
        this.config = config;
        this.accounts = accounts;
        this.register = register;
        this.sessions = sessions;
        this.phones = new Phones(
                line -> sessions.agentAt(line).map(Agent::id),
                device -> log.append(config.tenant(), new DeviceFact(device)));
        this.mounted = bundle.map(b -> {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("osgi.http.whiteboard.servlet.pattern", "/phones/*");
            properties.put("osgi.http.whiteboard.servlet.name", "jackfield-phones");
            return b.registerService(Servlet.class, new PhoneServlet(this), properties);
        });
    }

    @Override
    public PhoneServlet.Answer take(String id, String secret, String word, String from, String userAgent, byte[] body) {
        try {
            // An id that nobody enrolled costs no hashing of its secret.
            Optional<Enrolment> phone = mayCallFrom(from) ? register.device(config.tenant(), id) : Optional.empty();
            if (phone.isEmpty() || !knows(id, secret)) {
                return refused(within("from " + from) ? UNKNOWN : TOO_MANY);
            }
            return within("phone " + id) ? heard(phone.get(), word, userAgent, body) : refused(TOO_MANY);
        } catch (StoreException e) {
            return AWAY;
        }
    }

    private boolean knows(String id, String secret) {
        return accounts.authenticate(config.tenant(), id, secret)
                .filter(account -> account.role() == AccountRole.DEVICE)
                .isPresent();
    }

    private PhoneServlet.Answer heard(Enrolment phone, String word, String userAgent, byte[] body) {
        String known = word.equals("poly") ? PolyXml.word(body).orElse("") : word;
        Screen screen = Screen.of(userAgent);
        if (known.equals("screen")) {
            return new PhoneServlet.Answer(200, screen.xml(phones.screen(phone)));
        }
        Optional<Reported> report = Reported.of(known);
        if (report.isEmpty()) {
            return refused(UNKNOWN);
        }
        taken.incrementAndGet();
        String vendor = screen.name().charAt(0) + screen.name().substring(1).toLowerCase(Locale.ROOT);
        phones.reported(phone, vendor, known, report.get(), Instant.now(), millis());
        session(phone, known);
        return new PhoneServlet.Answer(200, known.equals("incoming") ? screen.xml(phones.screen(phone)) : "");
    }

    /** Only who sits at the phone's line by the register logs in there; the address says nothing about people. */
    private void session(Enrolment phone, String word) {
        Optional<String> agent = phone.agent().or(() -> phone.lines().stream()
                .findFirst()
                .flatMap(sessions::agentAt)
                .map(Agent::id));
        if (word.equals("login")) {
            agent.ifPresent(who -> sessions.logIn(config.tenant(), who, SessionSource.DEVICE));
        } else if (word.equals("logout")) {
            agent.ifPresent(who -> sessions.logOut(config.tenant(), who, SessionSource.DEVICE));
        }
    }

    private PhoneServlet.Answer refused(PhoneServlet.Answer answer) {
        if (refused.incrementAndGet() == 1) {
            LOG.warn("A request to /phones/ was refused: wrong id, secret, word or address, or too many; see /health");
        }
        return answer;
    }

    private boolean mayCallFrom(String address) {
        return config.from().length == 0 || Arrays.stream(config.from()).anyMatch(address::startsWith);
    }

    private boolean within(String who) {
        if (buckets.size() > MOST_BUCKETS) {
            buckets.clear();
        }
        return buckets.computeIfAbsent(who, w -> new Bucket(config.perSecond(), System.nanoTime()))
                .take(System.nanoTime());
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public Collection<Device> devices() {
        return phones.all();
    }

    @Override
    public CompletionStage<Integer> show(LineRef line, Display display) {
        return CompletableFuture.completedStage(phones.show(line, display));
    }

    @Override
    public List<Status> health() {
        return List.of(new Status(
                "phones",
                config.tenant(),
                Status.State.UP,
                "",
                since,
                Map.of("taken", taken.get(), "refused", refused.get(), "phones", (long)
                        phones.all().size())));
    }

    @Override
    @Deactivate
    public void close() {
        try {
            mounted.ifPresent(ServiceRegistration::unregister);
        } catch (IllegalStateException e) {
            // The framework was quicker.
        }
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
