package org.jackfield.pbx.sim.internal.pbx;

/** Follows one caller through the PBX. Handed on from a leg to every leg it dials. Called on the PBX's thread. */
public interface Journey {

    /** Of calls that nobody follows. */
    Journey NONE = new Journey() {};

    /** The first leg is there; nothing has happened to it yet. */
    default void begun(Channel first) {}

    default void queued(String queue) {}

    /** The caller left the queue: {@code answered}, {@code abandoned}, {@code timeout} or {@code transferred}. */
    default void dequeued(String queue, String outcome) {}

    default void transferred(String kind, String from, String to) {}

    /** Somebody ended the call; the first of these counts. */
    default void endedBy(String who) {}
}
