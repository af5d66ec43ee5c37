package org.example.device.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver.Display;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcmeDisplaysTest {
    private static final LineRef HERE = new LineRef("asterisk~main", "1001");

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private HttpServer hardware;
    private AcmeDisplays displays;

    @BeforeEach
    void start() throws IOException {
        hardware = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hardware.createContext("/show", exchange -> {
            shown.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hardware.start();
        Map<String, Object> values = Map.of(
                "url",
                "http://127.0.0.1:" + hardware.getAddress().getPort() + "/show",
                "link",
                "asterisk~main",
                "line",
                "1001");
        displays = new AcmeDisplays(
                "acme~test",
                (AcmeConfig) Proxy.newProxyInstance(
                        AcmeConfig.class.getClassLoader(),
                        new Class<?>[] {AcmeConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    @AfterEach
    void stop() {
        displays.close();
        hardware.stop(0);
    }

    @Test
    void theCallerIsShownWhereThePhoneRingsAndCleared() throws Exception {
        assertEquals(1, show(HERE, new Display("01J", "Ann\nCustomer", "+1 202 555 0101", true)));
        assertEquals(1, show(HERE, Display.clear("01J")));
        assertEquals(List.of("Ann Customer\n+1 202 555 0101", ""), shown);
        assertEquals(Device.State.READY, displays.devices().iterator().next().state());
    }

    @Test
    void otherLinesAreNotOurs() throws Exception {
        assertEquals(0, show(new LineRef("asterisk~main", "1002"), Display.clear("01J")));
        assertEquals(List.of(), shown);
    }

    @Test
    void hardwareThatIsNotThereIsLostAndFailsNobody() throws Exception {
        hardware.stop(0);
        assertEquals(0, show(HERE, Display.clear("01J")));
        assertEquals(Device.State.LOST, displays.devices().iterator().next().state());
    }

    private int show(LineRef line, Display display) throws Exception {
        return displays.show(line, display).toCompletableFuture().get();
    }
}
