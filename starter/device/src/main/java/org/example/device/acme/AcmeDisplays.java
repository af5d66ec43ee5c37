package org.example.device.acme;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jackfield.api.agent.LineRef;
import org.jackfield.api.device.Device;
import org.jackfield.api.device.DeviceDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** A display that is told by HTTP what to show: {@code POST} of one or two lines of text, an empty body clears. */
@Component(
        service = DeviceDriver.class,
        configurationPid = "org.example.device.acme",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AcmeConfig.class, factory = true)
public final class AcmeDisplays implements DeviceDriver, AutoCloseable {
    private static final int OK = 200;

    private final String name;
    private final AcmeConfig config;
    private final LineRef line;
    private final Clock clock = Clock.systemUTC();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "jackfield-device-acme");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http;
    private volatile Device device;

    @Activate
    public AcmeDisplays(AcmeConfig config, Map<String, Object> properties) {
        this("acme~" + instance(String.valueOf(properties.get("service.pid"))), config);
    }

    AcmeDisplays(String name, AcmeConfig config) {
        this.name = name;
        this.config = config;
        line = new LineRef(config.link(), config.line());
        http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(config.timeoutMs()))
                .executor(threads)
                .build();
        device = device(Device.State.INIT);
    }

    private static String instance(String pid) {
        return pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Collection<Device> devices() {
        return List.of(device);
    }

    @Override
    public CompletionStage<Integer> show(LineRef where, Display display) {
        if (!where.equals(line)) {
            return CompletableFuture.completedStage(0);
        }
        // Hostile text: one line each, whatever the caller's name holds.
        String text = (plain(display.first()) + "\n" + plain(display.second())).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create(config.url()))
                .timeout(Duration.ofMillis(config.timeoutMs()))
                .POST(BodyPublishers.ofString(text))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding()).handle((answer, failure) -> {
            boolean shown = failure == null && answer.statusCode() == OK;
            to(shown ? Device.State.READY : Device.State.LOST);
            return shown ? 1 : 0;
        });
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private void to(Device.State state) {
        if (device.state() != state) {
            device = device(state);
        }
    }

    private Device device(Device.State state) {
        return new Device(
                config.tenant(),
                name.replaceAll("[^a-z0-9-]", "-"),
                Device.Kind.DESKPHONE,
                "Acme",
                "display",
                state,
                Optional.of(line),
                Optional.empty(),
                Map.of(),
                clock.instant());
    }

    @Override
    @Deactivate
    public void close() {
        threads.shutdownNow();
    }
}
