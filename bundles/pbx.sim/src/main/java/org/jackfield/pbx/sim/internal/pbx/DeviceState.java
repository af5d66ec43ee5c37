package org.jackfield.pbx.sim.internal.pbx;

/** Asterisk's device states, with the codes and words that events use for them. */
public enum DeviceState {
    NOT_INUSE(1, 0, "Idle", "Not in use"),
    INUSE(2, 1, "InUse", "In use"),
    BUSY(3, 2, "Busy", "Busy"),
    RINGING(6, 8, "Ringing", "Ringing"),
    RINGINUSE(7, 9, "InUse&Ringing", "Ring+Inuse"),
    ONHOLD(8, 16, "Hold", "On Hold");

    private final int memberStatus;
    private final int hintStatus;
    private final String hintText;
    private final String endpointText;

    DeviceState(int memberStatus, int hintStatus, String hintText, String endpointText) {
        this.memberStatus = memberStatus;
        this.hintStatus = hintStatus;
        this.hintText = hintText;
        this.endpointText = endpointText;
    }

    /** The {@code Status} of queue members. */
    public int memberStatus() {
        return memberStatus;
    }

    /** The {@code Status} of extensions. */
    public int hintStatus() {
        return hintStatus;
    }

    public String hintText() {
        return hintText;
    }

    /** As the list of endpoints writes it. */
    public String endpointText() {
        return endpointText;
    }
}
