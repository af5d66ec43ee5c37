package org.jackfield.api.health;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A part that can say how it stands; registered as a service by any bundle and shown at {@code /health}. */
@ConsumerType
public interface HealthSource {
    /** The state of each part this bundle owns; returns at once, any thread. */
    List<Status> health();

    /** Whether the server is not ready while one of these parts is down. */
    default boolean required() {
        return false;
    }
}
