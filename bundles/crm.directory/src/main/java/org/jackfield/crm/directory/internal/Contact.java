package org.jackfield.crm.directory.internal;

import java.util.Optional;

/**
 * A person of the directory.
 *
 * @param line where in the file, for a stable order
 */
record Contact(int line, String id, String name, Optional<String> company, Optional<String> url) {}
