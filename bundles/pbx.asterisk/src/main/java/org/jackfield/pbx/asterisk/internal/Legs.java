package org.jackfield.pbx.asterisk.internal;

/** What a service needs to know of the legs it is about. Any thread. */
interface Legs {
    /** The name of a leg's channel; the leg's id if it is gone. */
    String channelName(String leg);

    /** Whether it is at a line of ours; false if it is gone. */
    boolean isLine(String leg);

    /** Whether two legs are in one bridge now. */
    boolean together(String leg, String other);
}
