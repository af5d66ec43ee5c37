package org.jackfield.broker.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.device.EmbeddedBroker;
import org.jackfield.api.device.MqttAccess;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the broker and registers {@link EmbeddedBroker} exactly while it accepts connections. A port that is taken is
 * tried again quietly until it is free.
 */
@Component(service = HealthSource.class, immediate = true, configurationPid = BrokerConfig.PID)
@Designate(ocd = BrokerConfig.class)
public final class BrokerComponent implements HealthSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerComponent.class);
    private static final long RETRY_MS = 5000;
    private static final String SERVER_USER = "$server";

    private final BrokerConfig config;
    private final BundleContext context;
    private final Doorkeeper doorkeeper;
    private final String password = secret();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread keeper;
    private volatile MqttAccess access;
    private volatile Artemis running;
    private volatile Standing standing = new Standing(Status.State.CONNECTING, "", Instant.now());

    private record Standing(Status.State state, String reason, Instant since) {}

    private record Open(String uri, String user, String password) implements EmbeddedBroker {
        @Override
        public String toString() {
            return "EmbeddedBroker[" + uri + "]";
        }
    }

    @Activate
    public BrokerComponent(BrokerConfig config, BundleContext context) {
        this.config = config;
        this.context = context;
        this.doorkeeper = new Doorkeeper(SERVER_USER, password, () -> Optional.ofNullable(access));
        this.keeper = new Thread(this::keep, "jackfield-broker-keeper");
        if (config.enabled()) {
            keeper.start();
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindAccess(MqttAccess service) {
        access = service;
    }

    void unbindAccess(MqttAccess service) {
        if (access == service) {
            access = null;
        }
    }

    @Deactivate
    @Override
    public void close() {
        stop.countDown();
        try {
            keeper.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Status> health() {
        if (!config.enabled()) {
            return List.of();
        }
        Standing now = standing;
        Artemis artemis = running;
        return List.of(new Status(
                "broker",
                "",
                now.state(),
                now.reason(),
                now.since(),
                Map.of(
                        "connections", artemis == null ? 0L : artemis.connections(),
                        "refusedLogins", doorkeeper.refusedLogins(),
                        "refusedTopics", doorkeeper.refusedTopics())));
    }

    private void keep() {
        Settings settings;
        try {
            settings = Settings.of(config);
        } catch (IllegalArgumentException e) {
            down(e.getMessage());
            return;
        } catch (RuntimeException e) {
            // A text that is no number; Declarative Services says so only when it is asked for.
            down("etc/" + BrokerConfig.PID + ".cfg has a value that cannot be read (" + e.getMessage() + ")");
            return;
        }
        try {
            do {
                try (Artemis artemis = Artemis.start(settings, doorkeeper, secret())) {
                    accept(artemis, settings.host());
                } catch (IOException e) {
                    down(e.getMessage());
                } catch (Exception e) {
                    down("The MQTT broker does not start: " + e);
                }
            } while (!stop.await(RETRY_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(Artemis artemis, String host) throws InterruptedException {
        String uri = "tcp://" + reachable(host) + ":" + artemis.port();
        running = artemis;
        standing = new Standing(Status.State.UP, "", Instant.now());
        LOG.info("The MQTT broker accepts connections at {}:{}", host, artemis.port());
        ServiceRegistration<EmbeddedBroker> registration =
                context.registerService(EmbeddedBroker.class, new Open(uri, SERVER_USER, password), null);
        try {
            stop.await();
        } finally {
            registration.unregister();
            running = null;
        }
    }

    private void down(String reason) {
        if (!reason.equals(standing.reason())) {
            LOG.warn("{}", reason);
            standing = new Standing(Status.State.DOWN, reason, Instant.now());
        }
    }

    /** Where this process itself reaches the broker. */
    private static String reachable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]") ? "127.0.0.1" : host;
    }

    private static String secret() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
