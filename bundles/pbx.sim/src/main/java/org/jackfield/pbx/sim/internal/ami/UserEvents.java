package org.jackfield.pbx.sim.internal.ami;

import java.util.Optional;

/** Takes the user events that are meant for the simulation itself. */
public interface UserEvents {

    /**
     * Obeys a user event, or leaves it alone when it is not for the simulation.
     *
     * @return what is wrong with it, if something is
     */
    Optional<String> obey(Request request);
}
