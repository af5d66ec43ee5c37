package org.jackfield.device.mqtt.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.Enrolment;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Fact.DeviceFact;
import org.jackfield.api.event.Fact.SessionFact;
import org.jackfield.api.event.Position;

/** Core and store, as far as devices see them: alice at line 1001 with the phone desk-1001. */
final class FakeCore implements EventLog, AgentSessions, Accounts, DeviceRegistry {
    static final String TENANT = "main";
    static final LineRef LINE = new LineRef("asterisk~main", "1001");

    final List<Fact> facts = new CopyOnWriteArrayList<>();
    final Map<String, Account> accounts = new ConcurrentHashMap<>();
    final Map<String, Enrolment> devices = new ConcurrentHashMap<>();
    private final Set<SessionSource> sessions = EnumSet.noneOf(SessionSource.class);
    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    volatile LineRef seat;

    FakeCore() {
        enrol(Enrolment.of(TENANT, "desk-1001", LINE));
        create(new Account(TENANT, "alice", AccountRole.AGENT, Optional.empty()));
    }

    /** How the device stood at each change, as {@code state facet=value …}. */
    List<String> told(String device) {
        return facts.stream()
                .filter(DeviceFact.class::isInstance)
                .map(f -> ((DeviceFact) f).device())
                .filter(d -> d.id().equals(device))
                .map(FakeCore::words)
                .toList();
    }

    private static String words(Device device) {
        StringBuilder words = new StringBuilder(device.state().word());
        new java.util.TreeMap<>(device.facts())
                .forEach((k, v) -> words.append(' ').append(k).append('=').append(v));
        return words.toString();
    }

    @Override
    public Event append(String tenant, Fact fact) {
        facts.add(fact);
        Event event = new Event(new Position("fake", facts.size()), tenant, Instant.now(), fact);
        readers.forEach(reader -> reader.on(event));
        return event;
    }

    @Override
    public Position position() {
        return new Position("fake", facts.size());
    }

    @Override
    public Optional<List<Event>> after(Position position) {
        return Optional.empty();
    }

    @Override
    public Subscription subscribe(String name, int capacity, Predicate<Event> keep, Reader newReader) {
        readers.add(newReader);
        return new Subscription() {
            @Override
            public int waiting() {
                return 0;
            }

            @Override
            public long dropped() {
                return 0;
            }

            @Override
            public void close() {
                readers.remove(newReader);
            }
        };
    }

    @Override
    public Optional<Agent> agentAt(LineRef line) {
        return line.equals(LINE) ? agent(TENANT, "alice") : Optional.empty();
    }

    @Override
    public Optional<Agent> agent(String tenant, String id) {
        return agents(tenant).stream().filter(a -> a.id().equals(id)).findFirst();
    }

    @Override
    public Collection<Agent> agents(String tenant) {
        return List.of(new Agent(TENANT, "alice", "Alice", "support", List.of(LINE)));
    }

    @Override
    public synchronized Set<SessionSource> sessions(String tenant, String agent) {
        return Set.copyOf(sessions);
    }

    @Override
    public void logIn(String tenant, String agent, SessionSource source) {
        session(agent, source, true);
    }

    @Override
    public void logOut(String tenant, String agent, SessionSource source) {
        session(agent, source, false);
    }

    private void session(String agent, SessionSource source, boolean in) {
        boolean news;
        synchronized (this) {
            news = in ? sessions.add(source) : sessions.remove(source);
        }
        if (news) {
            append(TENANT, new SessionFact(agent, source, in));
        }
    }

    @Override
    public String create(Account account) {
        accounts.put(account.name(), account);
        return "pw-" + account.name();
    }

    @Override
    public List<Account> accounts(String tenant) {
        return List.copyOf(accounts.values());
    }

    @Override
    public Optional<Account> account(String tenant, String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public Optional<Account> authenticate(String tenant, String name, String password) {
        return account(tenant, name).filter(a -> password.equals("pw-" + name));
    }

    @Override
    public String createToken(String tenant, String name, String label) {
        throw new UnsupportedOperationException("devices have no tokens");
    }

    @Override
    public Optional<Account> authenticateToken(String token) {
        throw new UnsupportedOperationException("devices have no tokens");
    }

    @Override
    public Map<String, List<String>> tokens(String tenant) {
        throw new UnsupportedOperationException("devices have no tokens");
    }

    @Override
    public boolean revokeToken(String tenant, String name, String label) {
        throw new UnsupportedOperationException("devices have no tokens");
    }

    @Override
    public String createOneTimeCode(String tenant, String name, Duration validFor) {
        throw new UnsupportedOperationException("devices have no codes");
    }

    @Override
    public Optional<Account> spendOneTimeCode(String code) {
        throw new UnsupportedOperationException("devices have no codes");
    }

    @Override
    public List<Enrolment> devices(String tenant) {
        return List.copyOf(devices.values());
    }

    @Override
    public Optional<Enrolment> device(String tenant, String id) {
        return Optional.ofNullable(devices.get(id));
    }

    @Override
    public String enrol(Enrolment enrolment) {
        change(enrolment);
        return create(new Account(
                TENANT,
                enrolment.device(),
                AccountRole.DEVICE,
                enrolment.lines().stream().findFirst()));
    }

    @Override
    public boolean change(Enrolment enrolment) {
        return devices.put(enrolment.device(), enrolment) != null;
    }

    @Override
    public boolean remove(String tenant, String name) {
        return devices.remove(name) != null | accounts.remove(name) != null;
    }

    @Override
    public Map<String, String> mosquittoPasswords(String tenant) {
        return Map.of();
    }

    @Override
    public void sit(String tenant, String agent, LineRef line) {
        seat = line;
    }
}
