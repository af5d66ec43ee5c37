package org.jackfield.pbx.sim.internal.ami;

import java.util.List;
import java.util.function.Consumer;
import org.jackfield.pbx.sim.internal.pbx.CallQueue;
import org.jackfield.pbx.sim.internal.pbx.Channel;
import org.jackfield.pbx.sim.internal.pbx.Member;
import org.jackfield.pbx.sim.internal.pbx.Pbx;
import org.jackfield.pbx.sim.internal.pbx.QueueCall;
import org.jackfield.pbx.sim.internal.wire.Message;

/** The lists of queues, worded as Asterisk 22 does. For the PBX's thread. */
final class QueueLists {
    private final Pbx pbx;
    private final Replies replies;

    QueueLists(Pbx pbx, Replies replies) {
        this.pbx = pbx;
        this.replies = replies;
    }

    void status(Request request, Consumer<byte[]> out) {
        out.accept(replies.listStart(request, "Queue status will follow"));
        int items = 0;
        for (CallQueue queue : wanted(request)) {
            items += 1 + queue.members().size() + queue.waiting().size();
            out.accept(replies.id(queue.params(replies.entry("QueueParams")), request)
                    .end());
            for (Member member : queue.members()) {
                out.accept(replies.id(member.entry(replies.entry("QueueMember")), request)
                        .end());
            }
            int position = 1;
            for (QueueCall call : queue.waiting()) {
                Channel caller = call.caller();
                Message entry = replies.entry("QueueEntry")
                        .header("Queue", queue.name())
                        .header("Position", position++)
                        .header("Channel", caller.name())
                        .header("Uniqueid", caller.uniqueid())
                        .header("CallerIDNum", Channel.known(caller.callerNumber()))
                        .header("CallerIDName", Channel.known(caller.callerName()))
                        .header("ConnectedLineNum", Channel.known(caller.connectedNumber()))
                        .header("ConnectedLineName", Channel.known(caller.connectedName()))
                        .header("Wait", call.waitedSeconds())
                        .header("Priority", 0);
                out.accept(replies.id(entry, request).end());
            }
        }
        out.accept(replies.listEnd(request, "QueueStatusComplete", items).end());
    }

    void summary(Request request, Consumer<byte[]> out) {
        out.accept(replies.listStart(request, "Queue summary will follow"));
        List<CallQueue> queues = wanted(request);
        for (CallQueue queue : queues) {
            out.accept(replies.id(queue.summary(replies.entry("QueueSummary")), request)
                    .end());
        }
        out.accept(
                replies.listEnd(request, "QueueSummaryComplete", queues.size()).end());
    }

    private List<CallQueue> wanted(Request request) {
        String name = request.get("Queue");
        return pbx.queues().stream()
                .filter(queue -> name.isEmpty() || name.equals(queue.name()))
                .toList();
    }
}
