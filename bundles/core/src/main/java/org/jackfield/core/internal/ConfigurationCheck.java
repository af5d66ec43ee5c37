package org.jackfield.core.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every {@code etc/org.jackfield.*.cfg}, and every instance of a vendor's, against what its bundle's Metatype
 * allows: a misspelt key would otherwise be ignored in silence. Runs shortly after configurations or bundles change.
 */
@Component(
        service = {HealthSource.class, ConfigurationListener.class},
        immediate = true)
public final class ConfigurationCheck implements HealthSource, ConfigurationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationCheck.class);
    /** Bundles that are just being started or updated shall not be reported as missing. */
    private static final long SETTLE_MS = 3_000;

    private final BundleContext bundles;
    private final ConfigurationAdmin configurations;
    private final MetaTypeService metatype;
    private final ScheduledExecutorService checker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jackfield-core-configuration");
        thread.setDaemon(true);
        return thread;
    });
    private final org.osgi.framework.BundleListener onBundles = event -> soon();
    private ScheduledFuture<?> next;
    private volatile List<Status> problems = List.of();

    @Activate
    public ConfigurationCheck(
            BundleContext bundles, @Reference ConfigurationAdmin configurations, @Reference MetaTypeService metatype) {
        this.bundles = bundles;
        this.configurations = configurations;
        this.metatype = metatype;
        bundles.addBundleListener(onBundles);
        soon();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getPid().startsWith("org.jackfield.") || event.getPid().contains("~")) {
            soon();
        }
    }

    private synchronized void soon() {
        if (next != null) {
            next.cancel(false);
        }
        if (!checker.isShutdown()) {
            next = checker.schedule(this::checkAll, SETTLE_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void checkAll() {
        try {
            Configuration[] all =
                    configurations.listConfigurations("(|(service.pid=org.jackfield.*)(" + InstanceFiles.FILE + "=*))");
            List<Status> found = new ArrayList<>();
            for (Configuration configuration : all == null ? new Configuration[0] : all) {
                check(configuration).ifPresent(found::add);
            }
            List<Status> known = problems;
            found.stream()
                    .filter(p -> known.stream().noneMatch(k -> k.reason().equals(p.reason())))
                    .forEach(p -> LOG.warn(p.reason()));
            problems = List.copyOf(found);
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            LOG.debug("Configurations cannot be checked now", e);
        }
    }

    private Optional<Status> check(Configuration configuration) {
        boolean factory = configuration.getFactoryPid() != null;
        String type = factory ? configuration.getFactoryPid() : configuration.getPid();
        String file = "etc/" + configuration.getPid() + ".cfg";
        Optional<ObjectClassDefinition> definition = definition(type, factory);
        if (definition.isEmpty()) {
            return Optional.of(problem(
                    file,
                    file + " is read by no installed bundle: correct the file's name or install the bundle it is for"));
        }
        Dictionary<String, Object> values = configuration.getProcessedProperties(null);
        if (values == null) {
            return Optional.empty();
        }
        AttributeDefinition[] keys = definition.get().getAttributeDefinitions(ObjectClassDefinition.ALL);
        List<String> names = new ArrayList<>();
        for (AttributeDefinition key : keys) {
            names.add(key.getID());
            Object value = values.get(key.getID());
            String wrong = value == null ? null : key.validate(String.valueOf(value));
            if (wrong != null && !wrong.isEmpty()) {
                return Optional.of(problem(
                        file,
                        file + ": '" + key.getID() + "' has a value that is not allowed (" + wrong + "); "
                                + key.getDescription()));
            }
        }
        return Collections.list(values.keys()).stream()
                .filter(key ->
                        !key.startsWith("service.") && !key.startsWith("felix.") && !key.equals(InstanceFiles.FILE))
                .filter(key -> !names.contains(key))
                .findFirst()
                .map(key -> problem(
                        file,
                        file + ": the key '" + key + "' is not known and is ignored; "
                                + Spelling.closest(key, names)
                                        .map(near -> "did you mean '" + near + "'?")
                                        .orElse("the keys are " + String.join(", ", names))));
    }

    private Optional<ObjectClassDefinition> definition(String pid, boolean factory) {
        for (Bundle bundle : bundles.getBundles()) {
            if (bundle.getSymbolicName() == null || bundle.getState() < Bundle.RESOLVED) {
                continue;
            }
            MetaTypeInformation information = metatype.getMetaTypeInformation(bundle);
            String[] pids = information == null
                    ? new String[0]
                    : factory ? information.getFactoryPids() : information.getPids();
            for (String candidate : pids == null ? new String[0] : pids) {
                if (candidate.equals(pid)) {
                    return Optional.of(information.getObjectClassDefinition(pid, null));
                }
            }
        }
        return Optional.empty();
    }

    private static Status problem(String file, String sentence) {
        return new Status(file, "", Status.State.DEGRADED, sentence, Instant.now(), Map.of());
    }

    @Override
    public List<Status> health() {
        return problems;
    }

    @Override
    @Deactivate
    public void close() {
        bundles.removeBundleListener(onBundles);
        checker.shutdownNow();
    }
}
