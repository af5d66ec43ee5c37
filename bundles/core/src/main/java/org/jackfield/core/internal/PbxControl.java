package org.jackfield.core.internal;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.pbx.Command;
import org.jackfield.api.pbx.PbxDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The way commands go: check, ask the driver, and let the PBX's own signals say what came of it. */
@Component(service = CallControl.class)
public final class PbxControl implements CallControl, AutoCloseable {
    /** How long a new call may take to show itself before the caller is told so. */
    private static final Duration APPEARS = Duration.ofSeconds(5);

    private final Switchboard switchboard;
    private final NumberPlan numbers;
    private final Clock clock = Clock.systemUTC();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, CompletableFuture<Call>> expected = new ConcurrentHashMap<>();
    private final EventLog.Subscription subscription;

    @Activate
    public PbxControl(@Reference Switchboard switchboard, @Reference NumberPlan numbers, @Reference EventLog log) {
        this.switchboard = switchboard;
        this.numbers = numbers;
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
        PbxDriver driver = driver(tenant, from.link());
        if (numbers.read(from.link(), from.line()).kind() != PhoneNumber.Kind.INTERNAL) {
            return refuse(Why.NOT_FOUND, "'" + from.line() + "' is not an extension at link " + from.link());
        }
        String dial;
        try {
            dial = numbers.dialString(from.link(), to);
        } catch (IllegalArgumentException e) {
            return refuse(Why.INVALID, e.getMessage());
        }
        // The time in the id lets the driver tell the call's creation again after a restart.
        String leg = "jackfield-" + clock.millis() + "." + HexFormat.of().toHexDigits(random.nextLong());
        CompletableFuture<Call> call = new CompletableFuture<>();
        expected.put(leg, call);
        driver.execute(new Command(Service.MAKE_CALL, leg, from.line(), dial, "", ""))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        call.completeExceptionally(new Refused(Why.UNAVAILABLE, sentence(failure)));
                    }
                });
        return call.orTimeout(APPEARS.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((c, failure) -> expected.remove(leg));
    }

    @Override
    public CompletionStage<Call> perform(
            String tenant, String callId, String connection, Service service, Parameters parameters) {
        Call call = switchboard
                .find(tenant, callId)
                .orElseThrow(() -> new Refused(Why.NOT_FOUND, "There is no live call '" + callId + "'"));
        Connection target = connection(call, connection);
        if (!target.allowed().contains(service)) {
            throw new Refused(
                    Why.NOT_ALLOWED,
                    service.word() + " is not possible now; the connection is "
                            + target.state().word(),
                    target.allowed());
        }
        String to = "";
        if (!parameters.to().isBlank()) {
            try {
                to = numbers.dialString(call.link(), parameters.to());
            } catch (IllegalArgumentException e) {
                throw new Refused(Why.INVALID, e.getMessage());
            }
        } else if (service == Service.SINGLE_STEP_TRANSFER_CALL || service == Service.DEFLECT_CALL) {
            throw new Refused(Why.INVALID, service.word() + " needs 'to', the number or line to send the call to");
        }
        if (!parameters.digits().matches("[0-9A-D*#]{0,32}")) {
            throw new Refused(Why.INVALID, "'digits' may hold up to 32 of 0-9, A-D, * and #");
        }
        Command command = new Command(service, target.leg(), target.line().orElse(""), to, "", parameters.digits());
        return driver(tenant, call.link()).execute(command).handle((done, failure) -> {
            if (failure != null) {
                throw new Refused(Why.UNAVAILABLE, sentence(failure));
            }
            return switchboard.find(tenant, call.id()).orElse(call);
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
        if (!lane.up()) {
            throw new Refused(Why.UNAVAILABLE, "Link " + link + " is down: " + lane.reason());
        }
        return switchboard
                .driver(link)
                .orElseThrow(() -> new Refused(Why.UNAVAILABLE, "Link " + link + " has no driver now"));
    }

    private static <T> CompletionStage<T> refuse(Why why, String message) {
        return CompletableFuture.failedStage(new Refused(why, message));
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
