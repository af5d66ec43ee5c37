package org.jackfield.routes.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.health.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Camel context with the words of {@code jackfield:}, the default routes and those of the folder. */
final class PatchPanel implements AutoCloseable {
    /** The default routes, shipped in this bundle. */
    static final String DEFAULT_ROUTES = "default-routes.xml";

    private static final Logger LOG = LoggerFactory.getLogger(PatchPanel.class);
    private static final long STOP_SECONDS = 5;

    private final DefaultCamelContext context;
    private final CallLanes lanes;
    private final RouteFailures failures;
    private final RouteBook book;
    private final RouteFolder folder;
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "jackfield-routes-folder");
        thread.setDaemon(true);
        return thread;
    });
    private final Instant since = Instant.now();

    PatchPanel(DefaultCamelContext context, EventLog log, House house, Path folder) {
        this.context = context;
        this.lanes = new CallLanes(log);
        this.failures = new RouteFailures(Clock.systemUTC());
        this.book = new RouteBook(context, failures);
        this.folder = new RouteFolder(folder, book, Clock.systemUTC());
        quieten(context);
        context.addComponent("jackfield", new JackfieldComponent(lanes, house, new Steps(house, failures), failures));
    }

    /**
     * Starts the default routes, then those of the folder.
     *
     * @param without ids of default routes that are left out
     */
    void start(Set<String> without, Duration poll) throws BrokenRoutesException {
        context.start();
        RouteFile story = new RouteFile(DEFAULT_ROUTES, defaultRoutes());
        Set<String> ids = book.install(story, without);
        for (String id : without) {
            if (story.parse().stream().noneMatch(route -> route.getId().equals(id))) {
                LOG.error("leaveOut names '{}', which is no default route; those that run are {}", id, ids);
            }
        }
        folder.open();
        watcher.scheduleWithFixedDelay(this::look, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
        LOG.info("Default routes {} run, and those of {}", ids, folder.running());
    }

    /** How routes, lanes and files stand. */
    List<Status> health() {
        List<Status> health = new ArrayList<>();
        health.add(new Status("routes", "", Status.State.UP, "", since, Map.of("routes", (long) book.size())));
        health.addAll(lanes.health(since));
        health.addAll(folder.health());
        health.addAll(failures.health());
        return health;
    }

    @Override
    public void close() {
        watcher.shutdownNow();
        context.stop();
    }

    private void look() {
        try {
            folder.look();
        } catch (RuntimeException e) {
            // An exception would end the schedule, and with it every later change of the folder.
            LOG.error("The routes folder could not be looked at", e);
        }
    }

    /** Camel is a library here: no JMX, no banner, and failures are told by {@link RouteFailures} in one sentence. */
    private static void quieten(DefaultCamelContext context) {
        context.disableJMX();
        context.getCamelContextExtension().setName("jackfield");
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.setStreamCaching(false);
        context.setLoadHealthChecks(false);
        context.getExecutorServiceManager().setThreadNamePattern("jackfield-routes-#name#-#counter#");
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        DefaultErrorHandlerDefinition onError = new DefaultErrorHandlerDefinition();
        RedeliveryPolicyDefinition once = new RedeliveryPolicyDefinition();
        once.logExhausted(false);
        onError.setRedeliveryPolicy(once);
        context.getCamelContextExtension().setErrorHandlerFactory(onError);
    }

    private static String defaultRoutes() {
        try (InputStream in = PatchPanel.class.getResourceAsStream(DEFAULT_ROUTES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
