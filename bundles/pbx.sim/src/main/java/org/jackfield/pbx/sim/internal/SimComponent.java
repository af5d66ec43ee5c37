package org.jackfield.pbx.sim.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.api.control.DemoCaller;
import org.jackfield.pbx.sim.internal.ami.Account;
import org.jackfield.pbx.sim.internal.desk.DeskSetup;
import org.jackfield.pbx.sim.internal.desk.Mix;
import org.jackfield.pbx.sim.internal.desk.Range;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * One simulated PBX for every configuration {@code org.jackfield.pbx.sim~NAME}. A configuration that cannot be used is
 * one sentence in the log; the instance then does nothing until the configuration changes.
 */
@Component(
        service = DemoCaller.class,
        immediate = true,
        configurationPid = SimComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SimConfig.class, factory = true)
public final class SimComponent implements DemoCaller, AutoCloseable {
    static final String PID = "org.jackfield.pbx.sim";

    private static final Logger LOG = System.getLogger(SimComponent.class.getName());
    private static final int SECONDS_PER_HOUR = 3_600;

    private final Optional<Simulation> simulation;

    @Activate
    public SimComponent(SimConfig config, Map<String, Object> properties) {
        String name = String.valueOf(properties.getOrDefault("service.pid", PID));
        Optional<Simulation> started = Optional.empty();
        try {
            started = Optional.of(start(config));
            LOG.log(
                    Level.INFO,
                    "{0}: a simulated PBX speaks AMI on {1}:{2,number,#}",
                    name,
                    config.amiHost(),
                    started.get().port());
        } catch (IllegalArgumentException | IOException fault) {
            LOG.log(Level.ERROR, "{0} is not started: {1}", name, fault.getMessage());
        }
        simulation = started;
    }

    private static Simulation start(SimConfig config) throws IOException {
        if (config.secret().isBlank() || config.secret().startsWith("@")) {
            throw new IllegalArgumentException("secret is not set; write the one that the PBX link uses, too");
        }
        if (config.callsPerHour() < 0) {
            throw new IllegalArgumentException("callsPerHour is " + config.callsPerHour() + "; 0 or more is possible");
        }
        if (!(config.speed() > 0)) {
            throw new IllegalArgumentException("speed is " + config.speed() + "; it must be above 0");
        }
        DeskSetup desk = new DeskSetup(
                config.seed(),
                config.callsPerHour() / SECONDS_PER_HOUR,
                true,
                0,
                Mix.parse(config.mix().isBlank() ? Mix.DAY : config.mix()),
                Range.parse(config.ringMs()),
                Range.parse(config.talkMs()),
                config.speed(),
                Set.of(config.manualLines()),
                config.popLine(),
                config.popFirstMs(),
                config.popEveryMs(),
                config.popRingMs());
        return new Simulation(
                Floor.setup(
                        "sim",
                        config.agents(),
                        config.queues(),
                        config.popLine(),
                        config.speed(),
                        config.verboseEvents()),
                desk,
                new Account(config.username(), config.secret()),
                config.amiHost(),
                config.amiPort(),
                config.writeTimeoutMs(),
                config.oracleFile().isBlank() ? Optional.empty() : Optional.of(Path.of(config.oracleFile())),
                Optional.empty());
    }

    @Override
    public void call(String line) {
        simulation
                .orElseThrow(() -> new IllegalStateException("The simulated PBX is not started; its log says why"))
                .callMe(line);
    }

    /** The port it listens on; nothing when the configuration could not be used. */
    Optional<Integer> port() {
        return simulation.map(Simulation::port);
    }

    @Deactivate
    @Override
    public void close() {
        simulation.ifPresent(Simulation::close);
    }
}
