package org.jackfield.device.mqtt.internal;

import java.util.Optional;
import org.jackfield.api.access.AccountRole;
import org.jackfield.api.access.Accounts;
import org.jackfield.api.device.MqttAccess;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who comes in at the embedded broker: accounts of the role device whose client id is their name. Each writes under its
 * own id and reads its own commands.
 */
@Component(configurationPid = MqttConfig.PID)
public final class DeviceAccess implements MqttAccess {
    private final Accounts accounts;
    private final String tenant;
    private final Optional<Topics> topics;

    @Activate
    public DeviceAccess(MqttConfig config, @Reference Accounts accounts) {
        this.accounts = accounts;
        this.tenant = config.tenant();
        this.topics = topics(config.domain());
    }

    @Override
    public boolean mayConnect(String user, String password, String clientId) {
        return Topics.isId(user)
                && user.equals(clientId)
                && accounts.authenticate(tenant, user, password)
                        .filter(account -> account.role() == AccountRole.DEVICE)
                        .isPresent();
    }

    @Override
    public boolean mayPublish(String user, String topic) {
        return topics.filter(t -> t.mayPublish(user, topic)).isPresent();
    }

    @Override
    public boolean maySubscribe(String user, String filter) {
        return topics.filter(t -> t.maySubscribe(user, filter)).isPresent();
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
