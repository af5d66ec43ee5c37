package org.jackfield.pbx.asterisk.internal;

/**
 * Who hung up. {@code HangupRequest} says so; a manager user may not get it, and then whoever is the first to leave a
 * bridge, a queue or a parking lot, or lets go what rings, is taken for the one who hung up.
 */
final class WhoLeft {
    private boolean tellsRequests;
    private boolean tellsOwnRequests;
    private boolean unasked;

    /** It asks to be hung up, as its phone says. */
    void asks(Channel c) {
        tellsRequests = true;
        c.hangupRequested = true;
    }

    /** The PBX takes it down. */
    void takenDown(Channel c) {
        tellsOwnRequests = true;
        c.takenDown = true;
    }

    /** It left others behind, by what others than its hang-up request tell. */
    void leftFirst(Channel c) {
        c.leftFirst = !c.takenDown;
    }

    /** It goes on to somewhere. */
    void goesOn(Channel c) {
        c.leftFirst = false;
    }

    /** Whether this PBX is known to tell who asks to hang up. */
    boolean isTold() {
        return tellsRequests;
    }

    /**
     * Whether a channel that is hung up without having asked for it is the one who hung up. A PBX that tells of its own
     * requests tells of the others, too, unless a filter takes them out; so a first call nobody asked to end was ended
     * by the PBX, and from the second one on there is such a filter.
     */
    boolean isGuessed(Channel c) {
        if (tellsRequests || !c.leftFirst) {
            return false;
        }
        boolean first = !unasked;
        unasked = true;
        return !(first && tellsOwnRequests);
    }
}
