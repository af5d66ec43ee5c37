package org.jackfield.routes.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
import org.jackfield.api.Tenant;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.control.Calls;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.BreakerState;
import org.jackfield.api.crm.Contacts;
import org.jackfield.api.crm.CrmConnector;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Erasure;
import org.jackfield.api.crm.LogResult;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;
import org.jackfield.api.crm.Owner;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver;
import org.jackfield.api.event.CallEventType;
import org.jackfield.api.event.Event;
import org.jackfield.api.event.EventLog;
import org.jackfield.api.event.Fact;
import org.jackfield.api.event.Fact.CallFact;
import org.jackfield.api.event.Position;
import org.jackfield.api.health.Status;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.pop.Pop;
import org.jackfield.api.pop.ScreenPop;
import org.jackfield.api.store.Outbox;

/**
 * A house around the routes that writes down what they do with it. Its event log hands events over on the caller's
 * thread.
 */
final class TestHouse
        implements EventLog, ScreenPop, Contacts, Calls, Outbox, DeviceDriver, CrmConnector, AutoCloseable {
    final House house = new House();
    final PatchPanel panel;

    /** What happened, in order. */
    final List<String> told = new CopyOnWriteArrayList<>();

    final Map<String, Reader> readers = new LinkedHashMap<>();
    final Map<String, Predicate<Event>> kept = new LinkedHashMap<>();
    final List<Row> due = new CopyOnWriteArrayList<>();
    final List<Instant> retries = new CopyOnWriteArrayList<>();

    Function<String, CompletionStage<Lookup>> crm = number -> CompletableFuture.completedFuture(found("Ann Customer"));
    Function<List<Activity>, CompletionStage<List<LogResult>>> logging = TestHouse::written;
    Runnable calls = () -> {};
    Runnable database = () -> {};
    volatile boolean there = true;
    int logBatch = 200;
    volatile BreakerState breaker = BreakerState.CLOSED;

    /** What was given to the CRM, request by request. */
    final List<List<String>> batches = new CopyOnWriteArrayList<>();

    private final List<Event> events = new CopyOnWriteArrayList<>();

    TestHouse(Path folder) {
        house.screenPop = this;
        house.contacts = this;
        house.calls = this;
        house.outbox = this;
        house.devices.add(this);
        panel = new PatchPanel(new DefaultCamelContext(), this, house, folder);
    }

    TestHouse start(String... without) throws BrokenRoutesException {
        panel.start(Set.of(without), Duration.ofMillis(100));
        return this;
    }

    static CompletionStage<List<LogResult>> written(List<Activity> activities) {
        return CompletableFuture.completedFuture(activities.stream()
                .map(activity -> (LogResult) new LogResult.Written("task-" + activity.key()))
                .toList());
    }

    static Lookup found(String... names) {
        return new Lookup(
                CrmState.OK, List.of(names).stream().map(TestHouse::match).toList(), List.of());
    }

    private static Match match(String name) {
        return new Match("test", "Contact", name, name, Optional.empty(), Optional.empty(), "mobile", List.of());
    }

    void happens(CallEventType type, Call call) {
        append(Tenant.MAIN, new CallFact(type, call.link(), 1, call, Optional.of("c2"), false));
    }

    /** Waits until something is so. */
    static void until(BooleanSupplier so) {
        long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not happen within 15 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    Status status(String name) {
        return panel.health().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + panel.health()));
    }

    @Override
    public void close() {
        panel.close();
    }

    // --- event log

    @Override
    public Event append(String tenant, Fact fact) {
        Event event = new Event(new Position("test", events.size() + 1), tenant, Instant.EPOCH, fact);
        events.add(event);
        List.copyOf(readers.values()).forEach(reader -> reader.on(event));
        return event;
    }

    @Override
    public Position position() {
        return new Position("test", events.size());
    }

    @Override
    public Optional<List<Event>> after(Position position) {
        return Optional.of(List.copyOf(events.subList((int) position.seq(), events.size())));
    }

    @Override
    public Subscription subscribe(String name, int capacity, Predicate<Event> keep, Reader reader) {
        readers.put(name, reader);
        kept.put(name, keep);
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
                readers.remove(name);
            }
        };
    }

    // --- screen pop: every delivered call opens one

    @Override
    public Optional<Pop> decide(CallFact fact) {
        if (fact.event() != CallEventType.DELIVERED) {
            return Optional.empty();
        }
        told.add("pop " + fact.call().id());
        return Optional.of(new Pop(
                fact.call().id() + ":alice",
                fact.call().tenant(),
                fact.call().id(),
                "alice",
                Pop.Trigger.DELIVERED,
                1,
                Pop.State.OPEN,
                Optional.empty(),
                CrmState.PENDING,
                List.of()));
    }

    @Override
    public void complete(String tenant, String call, Lookup lookup) {
        told.add("complete " + call + " " + lookup.crm().word() + " "
                + lookup.matches().stream().map(Match::name).toList());
    }

    @Override
    public Collection<Pop> open(String tenant, String agent) {
        return List.of();
    }

    // --- contacts

    @Override
    public CompletionStage<Lookup> lookup(String tenant, String link, String number, Duration deadline) {
        return crm.apply(number);
    }

    @Override
    public Collection<CrmConnector> connectors(String tenant) {
        return there ? List.of(this) : List.of();
    }

    @Override
    public BreakerState breaker(String connector) {
        return breaker;
    }

    @Override
    public CompletionStage<Map<String, Integer>> forget(Erasure erasure) {
        return CompletableFuture.completedFuture(Map.of());
    }

    // --- calls

    @Override
    public Collection<Call> active(String tenant) {
        return List.of();
    }

    @Override
    public Optional<Call> find(String tenant, String idOrAlias) {
        return Optional.empty();
    }

    @Override
    public void attachRecord(String tenant, String callId, RecordRef ref) {
        calls.run();
        told.add("attach " + callId + " " + ref.name());
    }

    @Override
    public void annotate(String tenant, String callId, Optional<String> notes, Optional<String> disposition) {}

    // --- outbox

    void owes(Call call, int attempts) {
        due.add(new Row(
                due.size() + 1,
                "test",
                activity(call),
                Outbox.State.PENDING,
                attempts,
                "",
                Instant.EPOCH,
                Optional.empty()));
    }

    private static Activity activity(Call call) {
        return new Activity(call.id(), call.tenant(), call, Optional.empty(), call.startedAt(), Duration.ZERO, false);
    }

    @Override
    public List<Due> due(Instant now) {
        database.run();
        return due.isEmpty() ? List.of() : List.of(new Due("test", Tenant.MAIN, due.size()));
    }

    @Override
    public List<Row> due(String connector, Instant now, int limit) {
        return new ArrayList<>(due).stream().limit(limit).toList();
    }

    @Override
    public void settle(List<Settled> settled) {
        for (Settled each : settled) {
            due.remove(each.row());
            String key = each.row().activity().key();
            if (each.result() instanceof LogResult.Written written) {
                told.add("done " + key + " " + written.crmId());
            } else if (each.result() instanceof LogResult.Refused refused) {
                told.add("dead " + key + " " + refused.reason());
            } else if (each.result() instanceof LogResult.Later later) {
                retries.add(each.retryAt());
                told.add("failed " + key + " " + later.reason());
            }
        }
    }

    @Override
    public List<Row> rows(Query query) {
        return List.of();
    }

    @Override
    public Map<String, Counts> counts(String tenant) {
        return Map.of();
    }

    @Override
    public int replay(Replay which) {
        return 0;
    }

    // --- a CRM that logs

    @Override
    public String tenant() {
        return Tenant.MAIN;
    }

    @Override
    public CompletionStage<List<Match>> lookup(PhoneNumber number) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public boolean logs() {
        return true;
    }

    @Override
    public CompletionStage<Boolean> show(RecordRef record, Owner agent) {
        told.add("opens " + record.name() + " " + agent.agent());
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletionStage<List<LogResult>> log(List<Activity> activities) {
        batches.add(activities.stream().map(Activity::key).toList());
        return logging.apply(activities);
    }

    @Override
    public int logBatch() {
        return logBatch;
    }

    @Override
    public Status status() {
        return new Status("crm", Tenant.MAIN, Status.State.UP, "", Instant.EPOCH, Map.of());
    }

    // --- a desk phone at every line

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Collection<Device> devices() {
        return List.of();
    }

    @Override
    public CompletionStage<Integer> show(LineRef line, Display display) {
        told.add("show " + line.line() + " [" + display.first() + "|" + display.second() + "]"
                + (display.ringing() ? " ringing" : ""));
        return CompletableFuture.completedFuture(1);
    }
}
