package org.jackfield.routes.internal;

/** A route file that cannot run. The message is one sentence that names file, line and cure. */
final class BrokenRoutesException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenRoutesException(String file, int line, String what) {
        super("Route file " + file + (line > 0 ? " line " + line : "") + ": " + what);
    }
}
