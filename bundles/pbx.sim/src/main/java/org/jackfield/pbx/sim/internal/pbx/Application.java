package org.jackfield.pbx.sim.internal.pbx;

/** What a caller's dialplan is busy with: Dial or Queue. */
interface Application {

    /** The caller hung up ({@code asked}), or was hung up by a manager. */
    void callerGone(boolean asked);

    /** The other side of the conversation hung up ({@code asked}), or is gone for another reason. */
    void peerGone(Channel peer, boolean asked);

    /** The caller is taken elsewhere by a transfer; the application ends and sends what it says at its end. */
    void callerTaken();
}
