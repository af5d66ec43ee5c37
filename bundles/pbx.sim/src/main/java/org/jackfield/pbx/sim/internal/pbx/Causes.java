package org.jackfield.pbx.sim.internal.pbx;

/** Q.850 causes and the SIP answers they come from. */
final class Causes {
    static final int UNALLOCATED = 1;
    static final int NORMAL = 16;
    static final int BUSY = 17;
    static final int NO_ANSWER = 19;
    static final int ABSENT = 20;
    static final int REJECTED = 21;
    static final int CONGESTION = 34;
    static final int INTERWORKING = 127;

    private Causes() {}

    static String text(int cause) {
        return switch (cause) {
            case UNALLOCATED -> "Unallocated (unassigned) number";
            case NORMAL -> "Normal Clearing";
            case BUSY -> "User busy";
            case NO_ANSWER -> "User alerting, no answer";
            case ABSENT -> "Subscriber absent";
            case REJECTED -> "Call Rejected";
            case CONGESTION -> "Circuit/channel congestion";
            case INTERWORKING -> "Interworking, unspecified";
            default -> "Unknown";
        };
    }

    /** The SIP answer a caller gets for a cause; 0 when the call ended in order. */
    static int sip(int cause) {
        return switch (cause) {
            case UNALLOCATED -> 404;
            case BUSY -> 486;
            case CONGESTION -> 503;
            case NO_ANSWER, ABSENT -> 480;
            default -> 0;
        };
    }

    static int ofSip(int code) {
        return switch (code) {
            case 404 -> UNALLOCATED;
            case 480 -> NO_ANSWER;
            case 486 -> BUSY;
            case 503 -> CONGESTION;
            case 603 -> REJECTED;
            default -> INTERWORKING;
        };
    }

    /** How accounting words a dial status. */
    static String disposition(String dialStatus) {
        return switch (dialStatus) {
            case "ANSWER" -> "ANSWERED";
            case "BUSY", "CONGESTION" -> dialStatus;
            default -> "NO ANSWER";
        };
    }

    /** What Dial says about a leg that refused. */
    static String dialStatus(int cause) {
        return switch (cause) {
            case BUSY -> "BUSY";
            case CONGESTION -> "CONGESTION";
            default -> "NOANSWER";
        };
    }
}
