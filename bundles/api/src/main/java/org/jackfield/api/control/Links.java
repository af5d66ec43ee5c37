package org.jackfield.api.control;

import java.util.Collection;
import org.jackfield.api.health.Status;
import org.osgi.annotation.versioning.ProviderType;

/** The links to PBXs and how they stand. */
@ProviderType
public interface Links {
    /** Every link of a tenant; the status' name is the link, for example {@code asterisk~main}. */
    Collection<Status> links(String tenant);
}
