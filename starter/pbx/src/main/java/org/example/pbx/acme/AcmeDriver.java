package org.example.pbx.acme;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.call.Service;
import org.jackfield.api.pbx.Command;
import org.jackfield.api.pbx.PbxDriver;
import org.jackfield.api.pbx.PbxSink;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** A link to one Acme PBX. Listens only: {@link #services} is empty until you can ask yours for something. */
@Component(
        service = PbxDriver.class,
        configurationPid = "org.example.pbx.acme",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AcmeConfig.class, factory = true)
public final class AcmeDriver implements PbxDriver, AutoCloseable {
    private final String link;
    private final AcmeConfig config;
    private AcmeLink connected;

    @Activate
    public AcmeDriver(AcmeConfig config, Map<String, Object> properties) {
        this("acme~" + instance(String.valueOf(properties.get("service.pid"))), config);
    }

    AcmeDriver(String link, AcmeConfig config) {
        this.link = link;
        this.config = config;
    }

    private static String instance(String pid) {
        return pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
    }

    @Override
    public String link() {
        return link;
    }

    @Override
    public String tenant() {
        return config.tenant();
    }

    @Override
    public synchronized void open(PbxSink sink) {
        connected = new AcmeLink(link, config, sink);
    }

    @Override
    public Set<Service> services() {
        return Set.of();
    }

    @Override
    public CompletionStage<Void> execute(Command command) {
        return CompletableFuture.failedStage(new UnsupportedOperationException(
                "Link " + link + " only listens to its PBX; " + command.service().word() + " is not possible there"));
    }

    @Override
    @Deactivate
    public synchronized void close() {
        if (connected != null) {
            connected.close();
            connected = null;
        }
    }
}
