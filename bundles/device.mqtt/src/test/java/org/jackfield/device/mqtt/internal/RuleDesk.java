package org.jackfield.device.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jackfield.api.agent.AgentPresence;
import org.jackfield.api.agent.Presence;
import org.jackfield.api.call.Call;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.control.Calls;
import org.jackfield.api.device.Device;
import org.jackfield.api.event.Fact.AgentFact;
import org.jackfield.device.sim.internal.Gadget;
import org.jackfield.device.sim.internal.Login;
import org.jackfield.device.sim.internal.Network;
import org.jackfield.presence.internal.PresenceEngine;

/**
 * Alice's desk at a real broker: simulated devices on one side, the driver and the engine that decides on the other.
 */
final class RuleDesk implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    final FakeCore core = new FakeCore();
    final FakeShifts shifts = new FakeShifts();
    final Network network = new Network();
    final MqttDevices devices;
    final Presence presence;
    private final int port;
    private int read;

    RuleDesk(int port) throws Exception {
        this.port = port;
        HouseServices house = new HouseServices();
        presence = engine();
        house.presence = presence;
        house.shifts = shifts;
        devices = new MqttDevices(TestConfig.at("tcp://127.0.0.1:" + port), core, core, core, house);
    }

    /** Its settings are its bundle's own business, so they are found as Declarative Services would. */
    private PresenceEngine engine() throws ReflectiveOperationException {
        Map<String, Object> settings = Map.of("headsetOffMs", 1_500L, "deviceSteadyMs", 1_000L);
        Constructor<?> constructor = PresenceEngine.class.getConstructors()[0];
        Class<?> config = constructor.getParameterTypes()[0];
        Object given = Proxy.newProxyInstance(
                config.getClassLoader(),
                new Class<?>[] {config},
                (proxy, method, arguments) -> settings.getOrDefault(method.getName(), method.getDefaultValue()));
        return (PresenceEngine) constructor.newInstance(given, core, core, new NoCalls());
    }

    Gadget gadget(String id, String kind, int version, long boot) {
        return new Gadget(network, login(id, version), "jackfield", kind, boot);
    }

    Login login(String id, int version) {
        // Mosquitto looks for silence every five seconds only: with 8 s a pulled cable might show after 23.
        return Login.of("127.0.0.1", port, version, id, "pw-" + id).keepAlive(5);
    }

    Gadget start(Gadget gadget) {
        done(gadget.start());
        return gadget;
    }

    static <T> T done(CompletableFuture<T> asked) {
        return asked.orTimeout(15, TimeUnit.SECONDS).join();
    }

    Device seen(String id) {
        return devices.devices().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    void await(String id, Device.State state) {
        until(SOON, id + " is " + state, () -> seen(id).state() == state);
    }

    void awaitFact(String id, String facet, String value) {
        until(
                SOON,
                id + " has " + facet + " " + value,
                () -> value.equals(seen(id).facts().get(facet)));
    }

    long counter(String name) {
        return devices.health().get(0).counters().get(name);
    }

    /** Alice's states since the last time this was asked. */
    List<String> told() {
        List<String> all = core.facts.stream()
                .filter(AgentFact.class::isInstance)
                .map(fact -> words(((AgentFact) fact).presence()))
                .toList();
        List<String> news = new ArrayList<>(all.subList(read, all.size()));
        read = all.size();
        return news;
    }

    /** Exactly these, and the last of them within the time; returns how long it took, in milliseconds. */
    long awaitTold(Duration patience, String... expected) {
        long began = System.nanoTime();
        int from = read;
        until(
                patience,
                "alice becomes " + List.of(expected),
                () -> core.facts.stream().filter(AgentFact.class::isInstance).count() >= from + expected.length);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        assertEquals(List.of(expected), told());
        return took;
    }

    private static String words(AgentPresence now) {
        return now.state().word() + now.reason().map(r -> " " + r).orElse("") + " (" + now.cause() + ")";
    }

    static void until(Duration patience, String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within " + patience + ": " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Time in which something must not happen. */
    static void pass(long ms) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() throws Exception {
        devices.close();
        ((AutoCloseable) presence).close();
        network.close();
    }

    /** A PBX at which nobody calls. */
    private static final class NoCalls implements Calls {
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
            throw new UnsupportedOperationException("devices attach no records");
        }

        @Override
        public void annotate(String tenant, String callId, Optional<String> notes, Optional<String> disposition) {
            throw new UnsupportedOperationException("devices write no notes");
        }
    }
}
