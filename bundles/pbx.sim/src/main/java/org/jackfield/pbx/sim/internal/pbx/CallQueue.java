package org.jackfield.pbx.sim.internal.pbx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jackfield.pbx.sim.internal.wire.Message;

/** An ACD group: who waits, who may be rung next, and what came of it. */
public final class CallQueue {
    private final Pbx pbx;
    private final PbxSetup.Queue setup;
    private final List<Member> members = new ArrayList<>();
    private final List<QueueCall> waiting = new ArrayList<>();
    private int completed;
    private int abandoned;
    private int inServiceLevel;
    private long holdSeconds;
    private long talkSeconds;

    CallQueue(Pbx pbx, PbxSetup.Queue setup) {
        this.pbx = pbx;
        this.setup = setup;
        setup.members().forEach(line -> members.add(new Member(pbx, setup, line)));
    }

    PbxSetup.Queue setup() {
        return setup;
    }

    public String name() {
        return setup.name();
    }

    /** The number that reaches it from outside. */
    public String number() {
        return setup.number();
    }

    public List<Member> members() {
        return members;
    }

    public List<QueueCall> waiting() {
        return waiting;
    }

    void join(Channel caller) {
        QueueCall call = new QueueCall(pbx, this, caller);
        waiting.add(call);
        call.join();
    }

    void waits() {
        pbx.devices().announce("Queue:" + name(), DeviceState.RINGING);
    }

    /** Takes a caller out of the line; gives the position it had. */
    int leave(QueueCall call) {
        int position = waiting.indexOf(call) + 1;
        waiting.remove(call);
        if (waiting.isEmpty()) {
            pbx.devices().announce("Queue:" + name(), DeviceState.NOT_INUSE);
        }
        return position;
    }

    /** Whether enough members are free for this caller and all who came before. */
    boolean isTurn(QueueCall call) {
        long free = members.stream().filter(Member::available).count();
        for (QueueCall ahead : waiting) {
            if (ahead == call) {
                return free > 0;
            }
            free -= ahead.ringing() ? 0 : 1;
        }
        return false;
    }

    /**
     * The member to ring next.
     *
     * @param from for the linear strategy: the place in the list to begin at
     * @param tried members that this caller has rung in this round
     */
    Optional<Member> next(int from, Set<Member> tried) {
        if (setup.strategy() == PbxSetup.Strategy.LEASTRECENT) {
            return members.stream()
                    .filter(member -> member.available() && !tried.contains(member))
                    .min(Comparator.comparingLong(Member::lastCallMicros));
        }
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get((from + i) % members.size());
            if (member.available() && !tried.contains(member)) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    void connected(long waitedSeconds) {
        holdSeconds += waitedSeconds;
        inServiceLevel += waitedSeconds <= setup.serviceLevelSeconds() ? 1 : 0;
    }

    void completed(long talkedSeconds) {
        completed++;
        talkSeconds += talkedSeconds;
    }

    void abandoned() {
        abandoned++;
    }

    /**
     * Pauses one agent here.
     *
     * @return whether the agent is a member
     */
    boolean pause(String location, boolean away, String reason) {
        Optional<Member> found = members.stream()
                .filter(member -> member.location().equals(location) || ("PJSIP/" + member.line()).equals(location))
                .findFirst();
        found.ifPresent(member -> {
            boolean someoneBefore = members.stream().anyMatch(Member::ready);
            member.pause(away, reason);
            boolean someone = members.stream().anyMatch(Member::ready);
            if (someone != someoneBefore) {
                pbx.devices()
                        .announce("Queue:" + name() + "_avail", someone ? DeviceState.NOT_INUSE : DeviceState.INUSE);
            }
            member.announcePause();
        });
        return found.isPresent();
    }

    public Message params(Message message) {
        String performance = completed == 0 ? "0.0" : String.format("%.1f", 100.0 * inServiceLevel / completed);
        return message.header("Queue", name())
                .header("Max", 0)
                .header("Strategy", setup.strategy().name().toLowerCase(Locale.ROOT))
                .header("Calls", waiting.size())
                .header("Holdtime", average(holdSeconds))
                .header("TalkTime", average(talkSeconds))
                .header("Completed", completed)
                .header("Abandoned", abandoned)
                .header("ServiceLevel", setup.serviceLevelSeconds())
                .header("ServicelevelPerf", performance)
                .header("ServicelevelPerf2", performance)
                .header("Weight", 0);
    }

    public Message summary(Message message) {
        return message.header("Queue", name())
                .header("LoggedIn", members.size())
                .header("Available", members.stream().filter(Member::ready).count())
                .header("Callers", waiting.size())
                .header("HoldTime", average(holdSeconds))
                .header("TalkTime", average(talkSeconds))
                .header(
                        "LongestHoldTime",
                        waiting.stream()
                                .mapToLong(QueueCall::waitedSeconds)
                                .max()
                                .orElse(0));
    }

    private long average(long sum) {
        return completed == 0 ? 0 : sum / completed;
    }
}
