package org.jackfield.pbx.asterisk.internal;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Asterisk over AMI. Contexts, technologies and applications come from the configuration, never from a client. */
@Component(
        service = PbxDriver.class,
        configurationPid = "org.jackfield.pbx.asterisk",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AsteriskConfig.class, factory = true)
public final class AsteriskDriver implements PbxDriver, AutoCloseable {
    private static final Set<Service> SERVICES =
            Set.of(Service.MAKE_CALL, Service.CLEAR_CONNECTION, Service.SINGLE_STEP_TRANSFER_CALL);

    private final String name;
    private final AsteriskConfig config;
    private final NumberPlan numbers;
    private AsteriskLink link;

    @Activate
    public AsteriskDriver(AsteriskConfig config, Map<String, Object> properties, @Reference NumberPlan numbers) {
        this("asterisk~" + instance(String.valueOf(properties.get("service.pid"))), config, numbers);
    }

    AsteriskDriver(String name, AsteriskConfig config, NumberPlan numbers) {
        this.name = name;
        this.config = config;
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
        link = new AsteriskLink(
                name, config, sink, endpoint -> numbers.read(name, endpoint).kind() == Kind.INTERNAL);
    }

    private static boolean blank(String value) {
        return value == null || value.isBlank();
    }

    @Override
    public Set<Service> services() {
        return SERVICES;
    }

    @Override
    public synchronized CompletionStage<Void> execute(Command command) {
        if (link == null) {
            return CompletableFuture.failedStage(new IllegalStateException("Link " + name + " was not started"));
        }
        return switch (command.service()) {
            case MAKE_CALL -> makeCall(command);
            case CLEAR_CONNECTION ->
                done(new AmiAction("Hangup")
                        .with("Channel", link.channelName(command.leg()))
                        .with("Cause", "16"));
            case SINGLE_STEP_TRANSFER_CALL ->
                done(new AmiAction("BlindTransfer")
                        .with("Channel", link.channelName(command.leg()))
                        .with("Context", config.dialContext())
                        .with("Exten", command.to()));
            default ->
                CompletableFuture.failedStage(
                        new UnsupportedOperationException(command.service().word() + " is not possible at " + name));
        };
    }

    /** The agent's phone rings first; our id for its leg lets the call be recognised from its first event. */
    private CompletionStage<Void> makeCall(Command command) {
        link.mapper().expect(command.leg(), command.to());
        return done(new AmiAction("Originate")
                        .with("Channel", config.lineTechnology() + "/" + command.line())
                        .with("Context", config.dialContext())
                        .with("Exten", command.to())
                        .with("Priority", "1")
                        .with("Timeout", String.valueOf(config.agentRingMs()))
                        .with("CallerID", "<" + command.to() + ">")
                        .with("ChannelId", command.leg())
                        .with("Async", "true"))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        link.mapper().forget(command.leg());
                    }
                });
    }

    private CompletionStage<Void> done(AmiAction action) {
        return link.command(action).thenApply(answer -> null);
    }

    @Override
    @Deactivate
    public synchronized void close() {
        if (link != null) {
            link.close();
        }
    }
}
