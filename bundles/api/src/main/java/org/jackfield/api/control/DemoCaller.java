package org.jackfield.api.control;

import org.osgi.annotation.versioning.ProviderType;

/** Lets a simulated customer call; the service is there only in the demo. */
@ProviderType
public interface DemoCaller {
    /** A simulated customer calls that line's direct number. Returns at once. */
    void call(String line);
}
