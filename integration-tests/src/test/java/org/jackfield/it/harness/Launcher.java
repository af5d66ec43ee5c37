package org.jackfield.it.harness;

import java.nio.file.Path;

/** A way to unpack the distribution and run it. */
interface Launcher {

    /** Writes the setup and starts; unpacks before if this is the first time. Returns the folder that was unpacked. */
    Path start(Setup setup);

    /** Asks it to stop and waits until it has. */
    void stop();

    /** Ends it at once, as {@code kill -9} does. */
    void kill();

    boolean running();
}
