package org.jackfield.api.device;

import org.osgi.annotation.versioning.ProviderType;

/** The rules of {@code jackfield/1} for a Mosquitto of your own. Reads the database on the caller's thread. */
@ProviderType
public interface MosquittoFiles {
    /** An {@code acl_file}: each device writes under its own id and reads its own commands. */
    String acl();

    /** A {@code password_file} with every device enrolled here. The server's own user is yours to add. */
    String passwords();
}
