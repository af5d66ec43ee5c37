package org.jackfield.api.device;

import org.osgi.annotation.versioning.ProviderType;

/** The broker inside this process; the service is there exactly while it accepts connections. */
@ProviderType
public interface EmbeddedBroker {
    /** For example {@code tcp://127.0.0.1:1883}. */
    String uri();

    /** User of the server's own client, which may do everything. */
    String user();

    /** Its password: random for each start, never written anywhere. */
    String password();
}
