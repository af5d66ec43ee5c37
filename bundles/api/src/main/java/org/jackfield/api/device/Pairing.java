package org.jackfield.api.device;

import org.osgi.annotation.versioning.ProviderType;

/** Logging in at a device by the code it shows. Thread-safe. */
@ProviderType
public interface Pairing {
    /**
     * An agent confirms the code that a device shows, and is logged in there.
     *
     * @return the device's id
     * @throws IllegalArgumentException in one sentence if no device shows that code, or after too many wrong ones
     */
    String confirm(String tenant, String agent, String code);
}
