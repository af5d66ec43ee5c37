package org.jackfield.routes.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes as an OSGi component: a patch panel in Camel's context for OSGi. */
@Component(service = HealthSource.class, immediate = true, configurationPid = RoutesConfig.PID)
@Designate(ocd = RoutesConfig.class)
public final class Routes implements HealthSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final PatchPanel panel;

    @Activate
    public Routes(BundleContext bundle, RoutesConfig config, @Reference EventLog log, @Reference House house)
            throws BrokenRoutesException {
        panel = new PatchPanel(new OsgiDefaultCamelContext(bundle), log, house, folder(config.routesFolder()));
        try {
            panel.start(words(config.leaveOut()), poll(config));
        } catch (BrokenRoutesException | RuntimeException e) {
            panel.close();
            throw e;
        }
    }

    @Override
    public List<Status> health() {
        return panel.health();
    }

    @Override
    @Deactivate
    public void close() {
        panel.close();
    }

    /** Pops need routes whatever is written there, so a wrong value gives way to the default. */
    private static Duration poll(RoutesConfig config) {
        try {
            if (config.pollMs() >= 100 && config.pollMs() <= 60_000) {
                return Duration.ofMillis(config.pollMs());
            }
        } catch (RuntimeException e) {
            LOG.debug("pollMs is no number", e);
        }
        LOG.error(
                "etc/{}.cfg: pollMs is not a number from 100 to 60000; {} is used instead",
                RoutesConfig.PID,
                RoutesConfig.POLL_MS);
        return Duration.ofMillis(RoutesConfig.POLL_MS);
    }

    private static Path folder(String configured) {
        return configured.isBlank()
                ? Path.of(System.getProperty("karaf.etc", "etc"), "routes")
                : Path.of(configured.strip());
    }

    private static Set<String> words(String[] written) {
        return Arrays.stream(written)
                .flatMap(word -> Arrays.stream(word.split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
