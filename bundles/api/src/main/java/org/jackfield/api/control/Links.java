package org.jackfield.api.control;

import java.util.Collection;
import java.util.List;
import org.jackfield.api.health.Status;
import org.osgi.annotation.versioning.ProviderType;

/** The links to PBXs and how they stand. */
@ProviderType
public interface Links {
    /** Every link of a tenant; the status' name is the link, for example {@code asterisk~main}. */
    Collection<Status> links(String tenant);

    /** The latest times in which links of a tenant were not there, newest first; bounded, since this server's start. */
    default List<MissedWindow> missed(String tenant) {
        return List.of();
    }
}
