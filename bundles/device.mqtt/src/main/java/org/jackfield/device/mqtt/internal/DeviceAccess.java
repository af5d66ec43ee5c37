package org.jackfield.device.mqtt.internal;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.device.DeviceRegistry;
import org.jackfield.api.device.MosquittoFiles;
import org.jackfield.api.device.MqttAccess;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who comes in at the embedded broker: accounts of the role device whose client id is their name. Each writes under its
 * own id and reads its own commands, and a bridge those of its children. The same rules are told for Mosquitto.
 */
@Component(
        service = {MqttAccess.class, MosquittoFiles.class},
        configurationPid = MqttConfig.PID)
public final class DeviceAccess implements MqttAccess, MosquittoFiles {
    private final MqttConfig config;
    private final Accounts accounts;
    private final DeviceRegistry register;
    private final Registry registry;
    private final Optional<Topics> topics;

    @Activate
    public DeviceAccess(MqttConfig config, @Reference Accounts accounts, @Reference DeviceRegistry register) {
        this.config = config;
        this.accounts = accounts;
        this.register = register;
        this.registry = new Registry(register, config.tenant());
        this.topics = topics(config.domain());
    }

    @Override
    public boolean mayConnect(String user, String password, String clientId) {
        return Topics.isId(user)
                && user.equals(clientId)
                && accounts.authenticate(config.tenant(), user, password)
                        .filter(account -> account.role() == AccountRole.DEVICE)
                        .isPresent();
    }

    @Override
    public boolean mayPublish(String user, String topic) {
        return topics.flatMap(t -> t.writer(topic))
                .filter(device -> speaksFor(user, device))
                .isPresent();
    }

    @Override
    public boolean maySubscribe(String user, String filter) {
        return topics.flatMap(t -> t.reader(filter))
                .filter(device -> speaksFor(user, device))
                .isPresent();
    }

    @Override
    public String acl() {
        return new MosquittoRules(config.domain(), config.username()).acl(register.devices(config.tenant()));
    }

    @Override
    public String passwords() {
        StringBuilder file = new StringBuilder();
        register.mosquittoPasswords(config.tenant())
                .forEach((device, hash) ->
                        file.append(device).append(':').append(hash).append('\n'));
        return file.toString();
    }

    /** A device speaks for itself without anybody being asked; only a bridge needs the register. */
    private boolean speaksFor(String user, String device) {
        if (user.equals(device)) {
            return true;
        }
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        BiPredicate<String, String> granted = registry::speaksFor;
        return granted.test(user, device) || registry.refresh(now) && granted.test(user, device);
    }

    /** A wrong domain lets nobody in; the driver tells it in one sentence. */
    private static Optional<Topics> topics(String domain) {
        try {
            return Optional.of(new Topics(domain));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
