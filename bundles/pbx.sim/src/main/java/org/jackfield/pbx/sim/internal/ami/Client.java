package org.jackfield.pbx.sim.internal.ami;

/** One manager's session, as the actions see it. */
public interface Client {

    /** Queues a message; never blocks. */
    void send(byte[] message);

    EventFilter filter();

    /** The challenge that was sent for an MD5 log-in; empty before. */
    String challenge();

    void challenge(String sent);

    boolean loggedIn();

    void loggedIn(boolean now);

    /** Ends the session when everything that is queued has been sent. */
    void bye();
}
