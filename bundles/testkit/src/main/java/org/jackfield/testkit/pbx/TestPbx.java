package org.jackfield.testkit.pbx;

import org.jackfield.api.pbx.PbxDriver;

/** A PBX that a contract plays with: a real, a simulated or a recorded one. */
public interface TestPbx extends AutoCloseable {
    /** A driver for this PBX, which must be {@link AutoCloseable}; not opened. */
    PbxDriver driver();

    /** Lets the PBX do what a scenario is made of. Called once, when the link is in service; may return early. */
    void perform() throws Exception;
}
