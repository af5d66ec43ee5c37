package org.jackfield.crm.sandbox.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jackfield.crm.sandbox.internal.org.OrgSettings;
import org.jackfield.crm.sandbox.internal.query.PhoneIndex;
import org.jackfield.crm.sandbox.internal.rest.OAuth;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A look-alike in this process for every configuration {@code org.jackfield.crm.sandbox~NAME}. A configuration that
 * cannot be used is one sentence in the log; the instance then does nothing until the configuration changes.
 */
@Component(
        service = SandboxComponent.class,
        immediate = true,
        configurationPid = SandboxComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SandboxConfig.class, factory = true)
public final class SandboxComponent implements AutoCloseable {
    static final String PID = "org.jackfield.crm.sandbox";

    private static final Logger LOG = System.getLogger(SandboxComponent.class.getName());

    private final Optional<Sandbox> sandbox;

    @Activate
    public SandboxComponent(SandboxConfig config, Map<String, Object> properties) {
        String name = String.valueOf(properties.getOrDefault("service.pid", PID));
        Optional<Sandbox> started = Optional.empty();
        try {
            started = Optional.of(start(config));
            LOG.log(
                    Level.INFO,
                    "{0}: a Salesforce look-alike listens on http://127.0.0.1:{1,number,#}",
                    name,
                    started.get().port());
        } catch (BindException e) {
            LOG.log(Level.ERROR, "{0} is not started: port {1,number,#} is taken; choose another", name, config.port());
        } catch (IllegalArgumentException | IOException | UncheckedIOException | GeneralSecurityException fault) {
            LOG.log(Level.ERROR, "{0} is not started: {1}", name, fault.getMessage());
        }
        sandbox = started;
    }

    private static Sandbox start(SandboxConfig config) throws IOException, GeneralSecurityException {
        if (config.clientSecret().isBlank()) {
            throw new IllegalArgumentException("clientSecret is not set; write the one that the connector uses, too");
        }
        // nobody has the other half: within the process, a secret is the way to log in
        OAuth.App app = new OAuth.App(
                config.clientId(),
                config.clientSecret(),
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic(),
                Sandbox.INTEGRATION_USER);
        Sandbox sandbox = new Sandbox(
                "127.0.0.1",
                config.port(),
                config.data().isBlank() ? Optional.empty() : Optional.of(Path.of(config.data())),
                new OrgSettings(config.personAccounts(), config.callFields(), config.uniqueCallId(), Set.of()),
                PhoneIndex.of(config.phoneIndex()),
                config.apiLimit(),
                app);
        if (config.people()) {
            sandbox.moveIn();
        }
        return sandbox;
    }

    /** The port it listens on; nothing when the configuration could not be used. */
    Optional<Integer> port() {
        return sandbox.map(Sandbox::port);
    }

    @Deactivate
    @Override
    public void close() {
        sandbox.ifPresent(Sandbox::close);
    }
}
