package org.jackfield.core.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.Connection;
import org.jackfield.api.call.Service;
import org.jackfield.api.control.CallControl;
import org.jackfield.api.control.Refused;
import org.jackfield.api.control.Refused.Why;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.jackfield.api.pbx.Command;
import org.jackfield.api.pbx.PbxDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The way commands go: check, ask the driver, and let the PBX's own signals say what came of it. */
@Component(service = CallControl.class, configurationPid = "org.jackfield.control")
@Designate(ocd = PbxControl.Config.class)
public final class PbxControl implements CallControl, AutoCloseable {
    /** Settings. */
    @ObjectClassDefinition(name = "Jackfield call control", description = "What may be asked of the PBXs, how often")
    public @interface Config {
        @AttributeDefinition(description = "Numbers outside dialled for one line within a minute, at most", min = "1")
        int outsidePerMinute() default 10;

        @AttributeDefinition(description = "Numbers outside dialled for one line within an hour, at most", min = "1")
        int outsidePerHour() default 120;
    }

    /** How long a new call may take to show itself before the caller is told so. */
    private static final Duration APPEARS = Duration.ofSeconds(5);

    private final Switchboard switchboard;
    private final NumberPlan numbers;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, CompletableFuture<Call>> expected = new ConcurrentHashMap<>();
    private final Requests requests;
    private final DialRate rate;
    private final EventLog.Subscription subscription;

    @Activate
    public PbxControl(
            Config config, @Reference Switchboard switchboard, @Reference NumberPlan numbers, @Reference EventLog log) {
        this.rate = new DialRate(config.outsidePerMinute(), config.outsidePerHour());
        this.switchboard = switchboard;
        this.numbers = numbers;
        this.requests = new Requests(numbers, this::newLeg);
        this.subscription = log.subscribe("control", 10_000, event -> false, this::appeared);
    }

    private void appeared(Event event) {
        if (!expected.isEmpty() && event.fact() instanceof CallFact fact) {
            fact.call().connections().forEach(connection -> Optional.ofNullable(expected.remove(connection.leg()))
                    .ifPresent(waiting -> waiting.complete(fact.call())));
        }
    }

    @Override
    public CompletionStage<Call> makeCall(String tenant, LineRef from, String to) {
        Command command;
        PbxDriver driver;
        try {
            driver = driver(tenant, from.link());
            String line = requests.line(from.link(), from.line());
            command = Command.of(Service.MAKE_CALL, newLeg(), line).to(numbers.dialString(from.link(), to));
            countOutside(from.link(), command, to);
        } catch (IllegalArgumentException e) {
            return refuse(new Refused(Why.INVALID, e.getMessage()));
        } catch (Refused e) {
            return refuse(e);
        }
        String leg = command.leg();
        CompletableFuture<Call> call = new CompletableFuture<>();
        expected.put(leg, call);
        driver.execute(command).whenComplete((done, failure) -> {
            if (failure != null) {
                call.completeExceptionally(new Refused(Why.UNAVAILABLE, sentence(failure)));
            }
        });
        return call.orTimeout(APPEARS.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((c, failure) -> expected.remove(leg));
    }

    private void countOutside(String link, Command command, String written) {
        boolean outside = !command.to().isEmpty()
                && Set.of(Kind.PUBLIC, Kind.SHORT)
                        .contains(numbers.read(link, written).kind());
        if (outside) {
            rate.dial(new LineRef(link, command.line()), clock.instant());
        }
    }

    /** The time in the id lets the driver tell the leg's creation again after a restart. */
    private String newLeg() {
        return "jackfield-" + clock.millis() + "." + HexFormat.of().toHexDigits(random.nextLong());
    }

    @Override
    public CompletionStage<Void> groupPickupCall(String tenant, LineRef line) {
        try {
            PbxDriver driver = driver(tenant, line.link());
            String extension = requests.line(line.link(), line.line());
            if (!driver.supports(Service.GROUP_PICKUP_CALL, extension)) {
                throw new Refused(Why.NOT_ALLOWED, "Link " + line.link() + " offers no groupPickupCall");
            }
            return taken(driver.execute(Command.of(Service.GROUP_PICKUP_CALL, newLeg(), extension)));
        } catch (Refused e) {
            return refuse(e);
        }
    }

    @Override
    public CompletionStage<Call> perform(
            String tenant, String callId, String connection, Service service, Parameters parameters) {
        try {
            Call call = live(tenant, callId);
            Connection target = connection(call, connection);
            boolean joins = Requests.JOINING.contains(service);
            if (!joins || parameters.otherCall().isBlank()) {
                refuseUnlessAllowed(target, service);
            }
            Command command =
                    joins ? join(call, target, service, parameters) : requests.about(call, target, service, parameters);
            PbxDriver driver = driver(tenant, call.link());
            countOutside(call.link(), command, parameters.to());
            return taken(driver.execute(command))
                    .thenApply(done -> switchboard.find(tenant, call.id()).orElse(call));
        } catch (Refused e) {
            return refuse(e);
        }
    }

    /** A client may name the two calls either way round: the one that allows the service is the active one. */
    private Command join(Call call, Connection target, Service service, Parameters parameters) {
        Call other = live(call.tenant(), Requests.otherCall(call, parameters));
        if (!other.link().equals(call.link())) {
            throw new Refused(Why.INVALID, "Calls of two links cannot be joined");
        }
        Connection there = Requests.sameLine(other, target);
        if (!target.allowed().contains(service) && there.allowed().contains(service)) {
            return Requests.joining(other, there, service, call);
        }
        refuseUnlessAllowed(target, service);
        return Requests.joining(call, target, service, other);
    }

    private static void refuseUnlessAllowed(Connection target, Service service) {
        if (!target.allowed().contains(service)) {
            throw new Refused(
                    Why.NOT_ALLOWED,
                    service.word() + " is not possible now; the connection is "
                            + target.state().word(),
                    target.allowed());
        }
    }

    private Call live(String tenant, String id) {
        return switchboard
                .find(tenant, id)
                .orElseThrow(() -> new Refused(Why.NOT_FOUND, "There is no live call '" + id + "'"));
    }

    private static <T> CompletionStage<T> taken(CompletionStage<T> asked) {
        return asked.handle((done, failure) -> {
            if (failure != null) {
                throw new Refused(Why.UNAVAILABLE, sentence(failure));
            }
            return done;
        });
    }

    private static Connection connection(Call call, String idOrLine) {
        return call.connection(idOrLine).orElseGet(() -> {
            List<Connection> live = call.connections().stream()
                    .filter(c -> c.live() && c.line().filter(idOrLine::equals).isPresent())
                    .toList();
            if (live.size() != 1) {
                throw new Refused(
                        Why.NOT_FOUND,
                        "Call " + call.id() + " has " + live.size() + " live connections '" + idOrLine
                                + "'; name one by its id");
            }
            return live.get(0);
        });
    }

    private PbxDriver driver(String tenant, String link) {
        Lane lane = switchboard
                .lane(link)
                .filter(l -> l.report().tenant().equals(tenant))
                .orElseThrow(() -> new Refused(Why.NOT_FOUND, "There is no link '" + link + "'"));
        if (!lane.state().isUp()) {
            throw new Refused(
                    Why.UNAVAILABLE,
                    "Link " + link + " is down: " + lane.state().reason());
        }
        return switchboard
                .driver(link)
                .orElseThrow(() -> new Refused(Why.UNAVAILABLE, "Link " + link + " has no driver now"));
    }

    private static <T> CompletionStage<T> refuse(Refused why) {
        return CompletableFuture.failedStage(why);
    }

    private static String sentence(Throwable failure) {
        Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? "The PBX did not take the request" : cause.getMessage();
    }

    @Override
    @Deactivate
    public void close() {
        subscription.close();
    }
}
