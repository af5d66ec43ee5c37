package org.jackfield.pbx.asterisk.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.call.Participation;
import org.jackfield.api.call.Service;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.jackfield.api.pbx.Command;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.api.pbx.PbxSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asterisk over AMI. Contexts, technologies and applications come from the configuration, never from a client. */
@Component(
        service = PbxDriver.class,
        configurationPid = "org.jackfield.pbx.asterisk",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AsteriskConfig.class, factory = true)
public final class AsteriskDriver implements PbxDriver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AsteriskDriver.class);
    private static final long LEARNING_MS = 2_000;
    private static final Duration OBEYS_WITHIN = Duration.ofSeconds(3);

    private final String name;
    private final AsteriskConfig config;
    private final NumberPlan numbers;
    private final Obedience obedience;
    private final CompletableFuture<AsteriskLink> started = new CompletableFuture<>();
    private volatile Set<Service> offered = Set.of();
    private volatile String advice = "";
    private volatile PbxSink sink;
    private AsteriskLink link;
    private AsteriskServices services;
    private QueueMembers queueMembers;

    @Activate
    public AsteriskDriver(AsteriskConfig config, Map<String, Object> properties, @Reference NumberPlan numbers) {
        this("asterisk~" + instance(String.valueOf(properties.get("service.pid"))), config, numbers);
    }

    AsteriskDriver(String name, AsteriskConfig config, NumberPlan numbers) {
        this.name = name;
        this.config = config;
        this.obedience = new Obedience(name, config.notifyLines(), OBEYS_WITHIN, this::struckOff);
        this.numbers = numbers;
    }

    private static String instance(String pid) {
        return pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
    }

    @Override
    public String link() {
        return name;
    }

    @Override
    public String tenant() {
        return config.tenant();
    }

    @Override
    public synchronized void open(PbxSink sink) {
        if (blank(config.username()) || blank(config.secret())) {
            sink.down("Link " + name + " has no username or secret; set both in etc/org.jackfield.pbx." + name
                    + ".cfg to those of a user in the Asterisk's manager.conf");
            return;
        }
        this.sink = sink;
        link = new AsteriskLink(
                name,
                config,
                new LearningSink(sink, this::learn, this::advised),
                endpoint -> numbers.read(name, endpoint).kind() == Kind.INTERNAL);
        services = new AsteriskServices(config, link::command, link.mapper(), AsteriskDriver::room);
        queueMembers = new QueueMembers(config, link::command);
        started.complete(link);
    }

    private static String room() {
        return String.valueOf(ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000));
    }

    private static boolean blank(String value) {
        return value == null || value.isBlank();
    }

    @Override
    public Set<Service> services() {
        return offered;
    }

    /** What the phone itself must do is offered at the lines whose phones were tried, and nowhere else. */
    @Override
    public boolean supports(Service service, String line) {
        return offered.contains(service) && (!Offered.BY_PHONE.contains(service) || obedience.of(line));
    }

    private void struckOff() {
        advised(advice);
        sink.servicesChanged();
    }

    private void advised(String byLink) {
        advice = byLink;
        sink.advise(Stream.of(byLink, obedience.advice())
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining("; ")));
    }

    /** At each log-in, before the snapshot: what the PBX has and lets our user do may have changed meanwhile. */
    private void learn() {
        try {
            AsteriskLink asked = started.get(LEARNING_MS, TimeUnit.MILLISECONDS);
            CompletableFuture<AmiMessage> commands = asked.command(new AmiAction("ListCommands"));
            boolean rooms = asked.command(new AmiAction("ShowDialPlan").with("Context", config.conferenceContext()))
                    .handle((shown, unknown) -> unknown == null)
                    .get(LEARNING_MS, TimeUnit.MILLISECONDS);
            offered = Offered.of(commands.get(LEARNING_MS, TimeUnit.MILLISECONDS), rooms, config.lineTechnology());
        } catch (ExecutionException | TimeoutException e) {
            offered = Set.of();
            LOG.warn(
                    "{} did not say which actions its user may use; no service is offered until it logs in anew", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized CompletionStage<Void> execute(Command command) {
        if (link == null) {
            return CompletableFuture.failedStage(new IllegalStateException("Link " + name + " was not started"));
        }
        try {
            return announced(command);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public synchronized CompletionStage<Void> setAgentState(String line, AgentState state, String reason) {
        return link == null
                ? CompletableFuture.failedStage(new IllegalStateException("Link " + name + " was not started"))
                : queueMembers.tell(line, state, reason);
    }

    private CompletionStage<Void> announced(Command command) {
        announce(command, link.mapper());
        return services.perform(command).whenComplete((done, failure) -> {
            if (failure != null) {
                link.mapper().forget(command.leg());
                link.mapper().forget(command.otherLeg());
            }
        });
    }

    /** What the mapper knows beforehand it recognises at once: whom a new leg calls, where a recording goes. */
    private void announce(Command command, AsteriskMapper mapper) {
        switch (command.service()) {
            case MAKE_CALL -> mapper.expect(command.leg(), command.to());
            case START_RECORDING -> mapper.recordAs(command.leg(), services.recordingFile(command.leg()));
            case SINGLE_STEP_CONFERENCE_CALL ->
                mapper.joinAs(command.otherLeg(), command.participation().orElseThrow());
            case DIRECTED_PICKUP_CALL -> mapper.joinAs(command.otherLeg(), Participation.ACTIVE);
            case GROUP_PICKUP_CALL -> mapper.joinAs(command.leg(), Participation.ACTIVE);
            case CONFERENCE_CALL -> {
                if (!command.leg().equals(command.otherLeg())) {
                    mapper.leaveAlone(command.otherLeg());
                }
            }
            case ANSWER_CALL, HOLD_CALL, RETRIEVE_CALL -> obedience.watch(command.line(), command.leg(), mapper);
            default -> {
                // the PBX's own events say all of it
            }
        }
    }

    @Override
    @Deactivate
    public synchronized void close() {
        if (link != null) {
            link.close();
        }
    }
}
