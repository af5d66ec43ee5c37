package org.jackfield.api.device;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What the embedded broker asks before it lets somebody in. Provided by the bundle that knows the devices. Thread-safe.
 */
@ConsumerType
public interface MqttAccess {
    /** Whether this user may connect with this client id and password. */
    boolean mayConnect(String user, String password, String clientId);

    /** Whether this user may publish to a topic, or use it as its will. */
    boolean mayPublish(String user, String topic);

    /** Whether this user may subscribe to a filter. */
    boolean maySubscribe(String user, String filter);
}
