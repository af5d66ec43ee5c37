package org.jackfield.it.harness;

import java.nio.file.Path;

/** A way to unpack the distribution and run it. */
interface Launcher {

    /** What runs, and the folder it was unpacked into. */
    record Running(Path home, ProcessHandle process) {}

    /** Writes the setup and starts; unpacks before if this is the first time. */
    Running start(Setup setup);
}
