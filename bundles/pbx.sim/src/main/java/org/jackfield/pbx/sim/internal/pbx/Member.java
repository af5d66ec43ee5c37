package org.jackfield.pbx.sim.internal.pbx;

import org.jackfield.pbx.sim.internal.wire.EventClass;
import org.jackfield.pbx.sim.internal.wire.Message;

/** One agent in one queue. */
public final class Member {
    private final Pbx pbx;
    private final PbxSetup.Queue queue;
    private final PbxSetup.Line line;
    private final String location;
    private final String stateInterface;
    private final long loginSecond;

    private DeviceState status = DeviceState.NOT_INUSE;
    private boolean paused;
    private String pausedReason = "";
    private long lastPause;
    private int callsTaken;
    private long lastCallMicros;
    private boolean inCall;
    private boolean reserved;

    Member(Pbx pbx, PbxSetup.Queue queue, PbxSetup.Line line) {
        this.pbx = pbx;
        this.queue = queue;
        this.line = line;
        this.location = queue.local() ? "Local/" + line.number() + "@from-queue/n" : line.device();
        this.stateInterface = queue.local() ? "hint:" + line.number() + "@internal" : line.device();
        this.loginSecond = pbx.micros() / 1_000_000;
        pbx.devices().watch(line.device(), this::deviceChanged);
    }

    String line() {
        return line.number();
    }

    String name() {
        return line.name();
    }

    String location() {
        return location;
    }

    public boolean paused() {
        return paused;
    }

    long lastCallMicros() {
        return lastCallMicros;
    }

    /** Whether a call may be offered now. */
    boolean available() {
        return status == DeviceState.NOT_INUSE
                && !paused
                && !reserved
                && pbx.devices().device(line.device()).legs() == 0
                && pbx.micros() - lastCallMicros >= queue.wrapUpMs() * 1000;
    }

    /** Whether the member counts as available in the queue's summary. */
    public boolean ready() {
        return status == DeviceState.NOT_INUSE && !paused;
    }

    /** Kept for one caller from being chosen until the phone shows it. */
    void reserve(boolean chosen) {
        reserved = chosen;
    }

    void talking() {
        inCall = true;
    }

    void completed() {
        inCall = false;
        callsTaken++;
        lastCallMicros = pbx.micros();
    }

    void pause(boolean away, String reason) {
        paused = away;
        pausedReason = away ? reason : "";
        lastPause = away ? pbx.micros() / 1_000_000 : lastPause;
        pbx.devices()
                .announce(
                        "Queue:" + queue.name() + "_pause_" + location,
                        away ? DeviceState.INUSE : DeviceState.NOT_INUSE);
    }

    void announcePause() {
        announce("QueueMemberPause");
    }

    private void deviceChanged(DeviceState now) {
        status = now;
        announce("QueueMemberStatus");
    }

    private void announce(String event) {
        Message message = pbx.events()
                .begin(event, EventClass.AGENT)
                .header("Queue", queue.name())
                .header("MemberName", line.name())
                .header("Interface", location);
        facts(message).header("Ringinuse", 0).header("Wrapuptime", 0);
        pbx.events().send(event, EventClass.AGENT);
    }

    /** As the list of the queue's status shows the member. */
    public Message entry(Message message) {
        message.header("Queue", queue.name()).header("Name", line.name()).header("Location", location);
        return facts(message).header("Wrapuptime", 0);
    }

    private Message facts(Message message) {
        return message.header("StateInterface", stateInterface)
                .header("Membership", "static")
                .header("Penalty", 0)
                .header("CallsTaken", callsTaken)
                .header("LastCall", lastCallMicros / 1_000_000)
                .header("LastPause", lastPause)
                .header("LoginTime", loginSecond)
                .header("InCall", inCall ? 1 : 0)
                .header("Status", status.memberStatus())
                .header("Paused", paused ? 1 : 0)
                .header("PausedReason", pausedReason);
    }
}
