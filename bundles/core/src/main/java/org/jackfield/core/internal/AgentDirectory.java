package org.jackfield.core.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact.SessionFact;
import org.jackfield.api.health.HealthSource;
import org.jackfield.api.health.Status;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Agents and their lines from a CSV file, read again when it changes, and where each is logged in. */
@Component(
        service = {AgentSessions.class, HealthSource.class},
        configurationPid = "org.jackfield.agents")
@Designate(ocd = AgentDirectory.Config.class)
public final class AgentDirectory implements AgentSessions, HealthSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentDirectory.class);
    private static final long LOOK_EVERY_MS = 1_000;

    /** Settings. */
    @ObjectClassDefinition(name = "Jackfield agents", description = "Who sits at which line")
    public @interface Config {
        @AttributeDefinition(
                description = "CSV file with the columns agent,name,team,link,line[,tenant,email,federationId]")
        String file() default "etc/agents.csv";
    }

    private record Key(String tenant, String agent) {}

    private final EventLog log;
    private final Path file;
    private final ScheduledExecutorService watcher;
    private final Map<Key, Set<SessionSource>> loggedIn = new ConcurrentHashMap<>();
    private final Map<Key, LineRef> seats = new ConcurrentHashMap<>();
    private final Map<LineRef, Key> seated = new ConcurrentHashMap<>();
    private volatile AgentsFile agents = AgentsFile.EMPTY;
    private volatile Status status;
    private FileTime read = FileTime.fromMillis(-1);

    @Activate
    public AgentDirectory(Config config, @Reference EventLog log) {
        this(Path.of(System.getProperty("karaf.base", ".")).resolve(config.file()), log);
    }

    AgentDirectory(Path file, EventLog log) {
        this.log = log;
        this.file = file;
        this.status = status(Status.State.CONNECTING, "");
        look();
        watcher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "jackfield-core-agents");
            thread.setDaemon(true);
            return thread;
        });
        watcher.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                read = changed;
                agents =
                        AgentsFile.parse(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
                agents.problems().forEach(LOG::warn);
                status = agents.problems().isEmpty()
                        ? status(Status.State.UP, "")
                        : status(Status.State.DEGRADED, agents.problems().get(0));
                LOG.info("{} agents in {}", agents.agents().size(), file.getFileName());
            }
        } catch (IOException e) {
            String problem = "No agents: " + file.getFileName()
                    + " cannot be read; create it with the header agent,name,team,link,line (UTF-8)";
            if (!problem.equals(status.reason())) {
                LOG.warn(problem);
            }
            read = FileTime.fromMillis(-1);
            status = status(Status.State.DEGRADED, problem);
        }
    }

    private Status status(Status.State state, String reason) {
        return new Status("etc/" + file.getFileName(), "", state, reason, Instant.now(), Map.of("agents", (long)
                agents.agents().size()));
    }

    @Override
    public Optional<Agent> agentAt(LineRef line) {
        Key sits = seated.get(line);
        if (sits != null) {
            return agent(sits.tenant(), sits.agent());
        }
        // Who sits elsewhere is not at the assigned line.
        return Optional.ofNullable(agents.byLine().get(line))
                .filter(a -> !seats.containsKey(new Key(a.tenant(), a.id())));
    }

    @Override
    public Optional<Agent> agent(String tenant, String id) {
        return agents.agents().stream()
                .filter(a -> a.tenant().equals(tenant) && a.id().equals(id))
                .findFirst()
                .map(this::whereTheySit);
    }

    @Override
    public Collection<Agent> agents(String tenant) {
        return agents.agents().stream()
                .filter(a -> a.tenant().equals(tenant))
                .map(this::whereTheySit)
                .sorted(Comparator.comparing(Agent::id))
                .toList();
    }

    private Agent whereTheySit(Agent assigned) {
        LineRef seat = seats.get(new Key(assigned.tenant(), assigned.id()));
        if (seat != null) {
            return new Agent(assigned.tenant(), assigned.id(), assigned.name(), assigned.team(), List.of(seat));
        }
        return seated.isEmpty() || assigned.lines().stream().noneMatch(seated::containsKey)
                ? assigned
                : new Agent(
                        assigned.tenant(),
                        assigned.id(),
                        assigned.name(),
                        assigned.team(),
                        assigned.lines().stream()
                                .filter(line -> !seated.containsKey(line))
                                .toList());
    }

    @Override
    public synchronized void sit(String tenant, String agent, LineRef line) {
        Key key = new Key(tenant, agent);
        Optional<Agent> assigned = agents.agents().stream()
                .filter(a -> a.tenant().equals(tenant) && a.id().equals(agent))
                .findFirst();
        if (assigned.isEmpty()) {
            return;
        }
        stand(tenant, agent);
        Key before = seated.remove(line);
        if (before != null) {
            seats.remove(before);
        }
        if (!assigned.get().lines().contains(line)) {
            seats.put(key, line);
            seated.put(line, key);
        }
    }

    @Override
    public synchronized void stand(String tenant, String agent) {
        LineRef seat = seats.remove(new Key(tenant, agent));
        if (seat != null) {
            seated.remove(seat);
        }
    }

    @Override
    public Set<SessionSource> sessions(String tenant, String agent) {
        return loggedIn.getOrDefault(new Key(tenant, agent), Set.of());
    }

    @Override
    public void logIn(String tenant, String agent, SessionSource source) {
        if (agent(tenant, agent).isPresent()) {
            change(tenant, agent, source, true);
        }
    }

    @Override
    public void logOut(String tenant, String agent, SessionSource source) {
        change(tenant, agent, source, false);
    }

    private synchronized void change(String tenant, String agent, SessionSource source, boolean in) {
        Set<SessionSource> sources = EnumSet.noneOf(SessionSource.class);
        sources.addAll(sessions(tenant, agent));
        if (in ? sources.add(source) : sources.remove(source)) {
            loggedIn.put(new Key(tenant, agent), Set.copyOf(sources));
            log.append(tenant, new SessionFact(agent, source, in));
        }
    }

    @Override
    public List<Status> health() {
        return List.of(status);
    }

    @Override
    @Deactivate
    public void close() {
        watcher.shutdownNow();
    }
}
