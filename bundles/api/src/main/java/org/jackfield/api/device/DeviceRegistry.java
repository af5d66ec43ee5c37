package org.jackfield.api.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which devices there are. Each has an account of its own, of the role device, by whose password it comes in. Methods
 * use the database on the caller's thread and fail with {@code StoreException}.
 */
@ProviderType
public interface DeviceRegistry {
    /** Every device of a tenant, by id. */
    List<Enrolment> devices(String tenant);

    /** The device of that id. */
    Optional<Enrolment> device(String tenant, String id);

    /**
     * Enrols a device, or gives one that is there a new password and a new entry.
     *
     * @return the random password, to be shown once
     * @throws IllegalArgumentException in one sentence if a person's account has that name
     */
    String enrol(Enrolment enrolment);

    /** Changes where a device is, whose and what it serves; its password stays. False if there is no such device. */
    boolean change(Enrolment enrolment);

    /** Removes a device with its account. */
    boolean remove(String tenant, String id);

    /** Each device's line for Mosquitto's {@code password_file}, by id; without those enrolled before there was any. */
    Map<String, String> mosquittoPasswords(String tenant);
}
