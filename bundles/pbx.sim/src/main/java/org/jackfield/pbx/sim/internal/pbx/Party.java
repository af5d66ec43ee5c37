package org.jackfield.pbx.sim.internal.pbx;

/**
 * What is at the other end of a leg: an agent's phone, or somebody out there behind the trunk. It is told what happens
 * to the leg and acts through {@link Pbx}. Called on the PBX's thread.
 */
public interface Party {

    /** The PBX asks to ring. Answered by {@link Pbx#ringing}, {@link Pbx#answer} or {@link Pbx#refuse}. */
    default void invited(Channel leg) {}

    /** The leg now talks to somebody; again after a transfer. */
    default void connected(Channel leg) {}

    /** A NOTIFY for uaCSTA reached the phone: {@code talk} answers or retrieves, {@code hold} holds. */
    default void notified(String event) {}

    /** The leg is gone. */
    default void ended(Channel leg) {}
}
