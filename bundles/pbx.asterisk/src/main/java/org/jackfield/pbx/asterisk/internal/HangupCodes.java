package org.jackfield.pbx.asterisk.internal;

import org.jackfield.api.call.Cause;

/** Hang-up codes of ITU-T Q.850 as Asterisk reports them. */
final class HangupCodes {
    private HangupCodes() {}

    static Cause cause(String code) {
        return switch (code) {
            case "1", "3", "20", "27", "28", "38" -> Cause.UNREACHABLE;
            case "17" -> Cause.BUSY;
            case "18", "19" -> Cause.NO_ANSWER;
            case "21" -> Cause.REJECTED;
            case "23" -> Cause.FORWARDED;
            case "26" -> Cause.ANSWERED_ELSEWHERE;
            case "34", "41", "42", "44" -> Cause.CONGESTION;
            default -> Cause.NORMAL_CLEARING;
        };
    }
}
