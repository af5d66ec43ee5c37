package org.jackfield.pbx.sim.internal.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened in one call, as the phones saw it. Times are milliseconds since the epoch. */
final class CallRecord {

    /** One phone's part. */
    static final class Leg {
        private final String line;
        private final String uniqueid;
        private long ringAt;
        private long answeredAt;
        private long endedAt;
        private long heldSince;
        private long holdMs;
        private String outcome = "missed";

        Leg(String line, String uniqueid) {
            this.line = line;
            this.uniqueid = uniqueid;
        }

        void rang(long now) {
            ringAt = now;
        }

        void answered(long now) {
            if (answeredAt == 0) {
                answeredAt = now;
                outcome = "answered";
            }
        }

        void refused(String how) {
            outcome = how;
        }

        void held(long now) {
            heldSince = now;
        }

        void retrieved(long now) {
            if (heldSince != 0) {
                holdMs += now - heldSince;
                heldSince = 0;
            }
        }

        void ended(long now) {
            retrieved(now);
            endedAt = now;
        }

        private void json(Json json) {
            json.open('{')
                    .put("line", line)
                    .put("leg", uniqueid)
                    .time("ringAt", ringAt)
                    .time("answeredAt", answeredAt)
                    .time("endedAt", endedAt)
                    .put("connectedMs", answeredAt == 0 ? 0 : endedAt - answeredAt)
                    .put("holdMs", holdMs)
                    .put("outcome", outcome)
                    .close('}');
        }
    }

    private record Visit(String queue, long joinedAt, long leftAt, String outcome) {}

    private record Transfer(String kind, String from, String to, long at) {}

    private final CallPlan plan;
    private final String id;
    private final long startedAt;
    private final List<Leg> legs = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private String to;
    private String endedBy;
    private int cause;

    CallRecord(CallPlan plan, String id, long startedAt) {
        this.plan = plan;
        this.id = id;
        this.startedAt = startedAt;
        this.to = plan.to();
    }

    void add(Leg leg) {
        legs.add(leg);
    }

    void to(String number) {
        to = number;
    }

    void queued(String queue, long now) {
        visits.add(new Visit(queue, now, 0, null));
    }

    void dequeued(String outcome, long now) {
        int last = visits.size() - 1;
        visits.set(last, new Visit(visits.get(last).queue(), visits.get(last).joinedAt(), now, outcome));
    }

    void transferred(String kind, String from, String target, long now) {
        transfers.add(new Transfer(kind, from, target, now));
        legs.stream()
                .filter(leg -> leg.line.equals(from) && leg.endedAt == 0)
                .forEach(leg -> leg.outcome = "transferred");
    }

    /** The first to end the call is who ended it. */
    void endedBy(String who) {
        endedBy = endedBy == null ? who : endedBy;
    }

    void cause(int code) {
        cause = code;
    }

    String json(long now) {
        Json json = new Json()
                .open('{')
                .put("event", "call")
                .put("id", id)
                .put("direction", plan.direction().name().toLowerCase(Locale.ROOT))
                .put("from", plan.from())
                .put("name", plan.name())
                .put("to", to)
                .put("startedAt", startedAt)
                .put("endedAt", now)
                .put("endedBy", endedBy)
                .put("cause", cause)
                .name("queues")
                .open('[');
        for (Visit visit : visits) {
            json.open('{')
                    .put("queue", visit.queue())
                    .put("joinedAt", visit.joinedAt())
                    .time("leftAt", visit.leftAt())
                    .put("outcome", visit.outcome())
                    .close('}');
        }
        json.close(']').name("legs").open('[');
        legs.forEach(leg -> leg.json(json));
        json.close(']').name("transfers").open('[');
        for (Transfer transfer : transfers) {
            json.open('{')
                    .put("kind", transfer.kind())
                    .put("from", transfer.from())
                    .put("to", transfer.to())
                    .put("at", transfer.at())
                    .close('}');
        }
        return json.close(']').close('}').toString();
    }
}
