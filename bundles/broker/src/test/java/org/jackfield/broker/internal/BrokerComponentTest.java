package org.jackfield.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jackfield.api.device.EmbeddedBroker;
import org.jackfield.api.health.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** When the broker is there for others, and what it says when it is not. */
@Timeout(60)
class BrokerComponentTest {
    private final AtomicReference<EmbeddedBroker> service = new AtomicReference<>();

    @Test
    void serviceIsThereExactlyWhileConnectionsAreAccepted() throws IOException {
        int port;
        try (BrokerComponent broker = new BrokerComponent(config(0), context())) {
            waitFor(() -> service.get() != null);
            port = URI.create(service.get().uri()).getPort();
            try (Socket socket = new Socket("127.0.0.1", port)) {
                assertTrue(socket.isConnected());
            }
            assertEquals(Status.State.UP, broker.health().get(0).state());
            assertEquals(64, service.get().password().length());
            assertEquals(-1, service.get().toString().indexOf(service.get().password()));
        }
        assertEquals(null, service.get());
        assertThrows(IOException.class, () -> new Socket("127.0.0.1", port).close());
    }

    @Test
    void takenPortIsToldAndTakenOverWhenItIsFree() throws IOException {
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        try (BrokerComponent broker = new BrokerComponent(config(other.getLocalPort()), context())) {
            waitFor(() -> broker.health().get(0).state() == Status.State.DOWN);
            assertTrue(broker.health().get(0).reason().startsWith("The MQTT broker cannot listen at 127.0.0.1:"));
            assertEquals(null, service.get());
            other.close();
            waitFor(() -> service.get() != null);
            assertEquals("", broker.health().get(0).reason());
        } finally {
            other.close();
        }
    }

    @Test
    void wrongPortIsOneSentence() {
        try (BrokerComponent broker = new BrokerComponent(config(99_999), context())) {
            waitFor(() -> broker.health().get(0).state() == Status.State.DOWN);
            assertEquals(
                    "etc/org.jackfield.broker.cfg: port is 99999, allowed is 0 to 65535",
                    broker.health().get(0).reason());
        }
    }

    private static void waitFor(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 20 s");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** A bundle context that knows how to register the one service. */
    private BundleContext context() {
        Object registration = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (proxy, method, args) -> {
                    service.set(null);
                    return null;
                });
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> {
                    service.set((EmbeddedBroker) args[1]);
                    return registration;
                });
    }

    private static BrokerConfig config(int port) {
        return new BrokerConfig() {
            @Override
            public boolean enabled() {
                return true;
            }

            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public int maxConnections() {
                return 10;
            }

            @Override
            public int maxPacketBytes() {
                return 4096;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return BrokerConfig.class;
            }
        };
    }
}
