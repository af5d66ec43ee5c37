package org.jackfield.rest.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jackfield.api.Tenant;
import org.jackfield.api.access.Account;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.access.LogIns;
import org.jackfield.api.agent.Agent;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.AgentSessions;
import org.jackfield.api.agent.AgentState;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.agent.SessionSource;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.call.Service;
import org.jackfield.api.control.CallControl;
import org.jackfield.api.control.Calls;
import org.jackfield.api.control.Refused;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.event.Fact;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.pop.Pop;
import org.jackfield.api.pop.ScreenPop;
import org.jackfield.api.store.CallQuery;
import org.jackfield.api.store.Journal;

/**
 * A small office behind the API: alice at 1001, bob at 1002, sue supervises, a phone; everybody's password is "right".
 */
final class Office implements Accounts, AgentSessions, LogIns, Presence {
    static final String LINK = "asterisk~main";
    static final String PASSWORD = "right";

    final Map<String, Account> accounts = new ConcurrentHashMap<>();
    final Map<String, String> tokens = new ConcurrentHashMap<>();
    final Map<String, LogIn> logIns = new ConcurrentHashMap<>();
    final Map<String, Agent> agents = new TreeMap<>();
    final Set<String> onPage = new TreeSet<>();
    final Map<String, AgentPresence> states = new ConcurrentHashMap<>();
    final Floor floor = new Floor();
    final Archive archive = new Archive();
    final MemoryLog log = new MemoryLog("log1");
    final Services services = new Services();

    Office() {
        person("alice", "Alice Example", AccountRole.AGENT, "1001");
        person("bob", "Bob Example", AccountRole.AGENT, "1002");
        accounts.put("sue", account("sue", AccountRole.SUPERVISOR));
        accounts.put("root", account("root", AccountRole.ADMINISTRATOR));
        accounts.put("desk-1001", account("desk-1001", AccountRole.DEVICE));
        services.accounts = this;
        services.logIns = this;
        services.agents = this;
        services.presence = this;
        services.calls = floor;
        services.control = floor;
        services.pops = floor;
        services.journal = archive;
        services.contacts = new Contacts() {
            @Override
            public CompletionStage<Lookup> lookup(String tenant, String link, String number, Duration deadline) {
                return CompletableFuture.completedStage(
                        new Lookup(CrmState.NONE, List.of(), List.of("read as " + number)));
            }

            @Override
            public BreakerState breaker(String connector) {
                return BreakerState.CLOSED;
            }

            @Override
            public CompletionStage<Map<String, Integer>> forget(Erasure erasure) {
                return CompletableFuture.completedStage(Map.of());
            }

            @Override
            public Collection<CrmConnector> connectors(String tenant) {
                return List.of();
            }
        };
        services.links =
                tenant -> List.of(new Status(LINK, tenant, Status.State.UP, "", Instant.EPOCH, Map.of("events", 7L)));
        services.numbers = new NumberPlan() {
            @Override
            public PhoneNumber read(String link, String written) {
                return new PhoneNumber(PhoneNumber.Kind.PUBLIC, written.replace(" ", ""), written);
            }

            @Override
            public String dialString(String link, String written) {
                return written;
            }
        };
    }

    /** The caller a request of that person would have. */
    Caller caller(String name) {
        return Caller.of(accounts.get(name), "token-of-" + name);
    }

    String token(String name) {
        return createToken(Tenant.MAIN, name, "test");
    }

    private void person(String name, String fullName, AccountRole role, String line) {
        accounts.put(name, account(name, role));
        agents.put(name, new Agent(Tenant.MAIN, name, fullName, "support", List.of(new LineRef(LINK, line))));
    }

    private static Account account(String name, AccountRole role) {
        return new Account(Tenant.MAIN, name, role, Optional.empty());
    }

    @Override
    public String create(Account account) {
        accounts.put(account.name(), account);
        return PASSWORD;
    }

    @Override
    public List<Account> accounts(String tenant) {
        return List.copyOf(accounts.values());
    }

    @Override
    public Optional<Account> account(String tenant, String name) {
        return Optional.ofNullable(accounts.get(name))
                .filter(account -> account.tenant().equals(tenant));
    }

    @Override
    public boolean remove(String tenant, String name) {
        return accounts.remove(name) != null;
    }

    @Override
    public Optional<Account> authenticate(String tenant, String name, String password) {
        return account(tenant, name).filter(account -> password.equals(PASSWORD));
    }

    @Override
    public String createToken(String tenant, String name, String label) {
        tokens.put("token-of-" + name, name);
        return "token-of-" + name;
    }

    @Override
    public Map<String, List<String>> tokens(String tenant) {
        return tokens.values().stream()
                .distinct()
                .collect(java.util.stream.Collectors.toMap(name -> name, name -> List.of("test")));
    }

    @Override
    public Optional<Account> authenticateToken(String token) {
        return Optional.ofNullable(tokens.get(token)).map(accounts::get);
    }

    @Override
    public boolean revokeToken(String tenant, String name, String label) {
        return tokens.remove("token-of-" + name) != null;
    }

    @Override
    public String createOneTimeCode(String tenant, String name, Duration validFor) {
        tokens.put("once-" + name, name);
        return "once-" + name;
    }

    @Override
    public Optional<Account> spendOneTimeCode(String code) {
        return Optional.ofNullable(tokens.remove(code)).map(accounts::get);
    }

    @Override
    public void keep(LogIn logIn) {
        logIns.put(logIn.hash(), logIn);
    }

    @Override
    public Optional<LogIn> find(String hash) {
        return Optional.ofNullable(logIns.get(hash));
    }

    @Override
    public void forget(String hash) {
        logIns.remove(hash);
    }

    @Override
    public void forgetUnusedSince(Instant moment) {
        logIns.values().removeIf(logIn -> logIn.used().isBefore(moment));
    }

    @Override
    public Optional<Agent> agentAt(LineRef line) {
        return agents.values().stream()
                .filter(agent -> agent.lines().contains(line))
                .findFirst();
    }

    @Override
    public Optional<Agent> agent(String tenant, String id) {
        return Optional.ofNullable(agents.get(id))
                .filter(agent -> agent.tenant().equals(tenant));
    }

    @Override
    public Collection<Agent> agents(String tenant) {
        return agents.values();
    }

    @Override
    public Set<SessionSource> sessions(String tenant, String agent) {
        return onPage.contains(agent) ? Set.of(SessionSource.PAGE) : Set.of();
    }

    @Override
    public void logIn(String tenant, String agent, SessionSource source) {
        onPage.add(agent);
    }

    @Override
    public void logOut(String tenant, String agent, SessionSource source) {
        onPage.remove(agent);
    }

    @Override
    public AgentPresence of(String tenant, String agent) {
        return states.getOrDefault(agent, presence(agent, AgentState.LOGGED_OFF, Optional.empty(), "", 0));
    }

    @Override
    public Collection<AgentPresence> all(String tenant) {
        return agents.keySet().stream().map(agent -> of(tenant, agent)).toList();
    }

    @Override
    public AgentPresence choose(String tenant, String agent, AgentState state, Optional<String> reason, String by) {
        if (state == AgentState.BUSY) {
            throw new IllegalArgumentException("Nobody can choose busy; it follows from calls.");
        }
        AgentPresence chosen = presence(
                agent, state, reason, "chosen by " + by, of(tenant, agent).rev() + 1);
        states.put(agent, chosen);
        log.append(tenant, new Fact.AgentFact(chosen));
        return chosen;
    }

    static AgentPresence presence(String agent, AgentState state, Optional<String> reason, String cause, long rev) {
        return new AgentPresence(Tenant.MAIN, agent, state, reason, Optional.empty(), cause, Instant.EPOCH, rev);
    }

    /** What is up, and what was asked for. */
    static final class Floor implements Calls, CallControl, ScreenPop {
        final List<Call> live = new CopyOnWriteArrayList<>();
        final List<String> asked = new CopyOnWriteArrayList<>();
        final List<Pop> pops = new CopyOnWriteArrayList<>();
        volatile Optional<Refused> refusal = Optional.empty();

        @Override
        public Collection<Call> active(String tenant) {
            return live.stream().filter(call -> call.tenant().equals(tenant)).toList();
        }

        @Override
        public Optional<Call> find(String tenant, String id) {
            return active(tenant).stream()
                    .filter(call -> call.id().equals(id)
                            || call.aliases().stream()
                                    .anyMatch(alias -> alias.value().equals(id)))
                    .findFirst();
        }

        @Override
        public void attachRecord(String tenant, String callId, RecordRef ref) {
            asked.add("attach " + callId + " " + ref.connector() + " " + ref.id() + " " + ref.name());
        }

        @Override
        public void annotate(String tenant, String callId, Optional<String> notes, Optional<String> disposition) {
            asked.add("annotate " + callId + " " + notes.orElse("-") + " " + disposition.orElse("-"));
        }

        @Override
        public CompletionStage<Call> makeCall(String tenant, LineRef from, String to) {
            return answer("makeCall " + from + " " + to);
        }

        @Override
        public CompletionStage<Call> perform(
                String tenant, String callId, String connection, Service service, Parameters parameters) {
            return answer(service.word() + " " + connection + " " + parameters.to());
        }

        @Override
        public CompletionStage<Void> groupPickupCall(String tenant, LineRef line) {
            return answer("groupPickupCall " + line).thenApply(call -> null);
        }

        private CompletionStage<Call> answer(String what) {
            asked.add(what);
            // as the real one does, from another thread
            return CompletableFuture.supplyAsync(() -> {
                refusal.ifPresent(why -> {
                    throw why;
                });
                return live.get(0);
            });
        }

        @Override
        public Optional<Pop> decide(Fact.CallFact fact) {
            return Optional.empty();
        }

        @Override
        public void complete(String tenant, String call, Lookup lookup) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Collection<Pop> open(String tenant, String agent) {
            return pops.stream().filter(pop -> pop.agent().equals(agent)).toList();
        }
    }

    /** Ended calls. */
    static final class Archive implements Journal {
        @Override
        public Erased erase(Erasure erasure) {
            return new Erased(0, 0, 0);
        }

        final List<Call> calls = new ArrayList<>();

        @Override
        public Optional<Call> call(String tenant, String id) {
            return calls.stream().filter(call -> call.id().equals(id)).findFirst();
        }

        @Override
        public List<Call> calls(CallQuery query) {
            if (query.before().isPresent()
                    && call(query.tenant(), query.before().get()).isEmpty()) {
                return List.of();
            }
            return calls.stream()
                    .filter(call -> CallList.fits(call, query))
                    .filter(call -> query.before()
                            .map(id -> call.id().compareTo(id) < 0)
                            .orElse(true))
                    .sorted((a, b) -> b.id().compareTo(a.id()))
                    .limit(query.limit())
                    .toList();
        }

        @Override
        public boolean annotate(String tenant, String id, Optional<String> notes, Optional<String> disposition) {
            return call(tenant, id).isPresent();
        }

        @Override
        public boolean attachRecord(String tenant, String id, RecordRef ref) {
            return call(tenant, id).isPresent();
        }
    }
}
