package org.jackfield.pbx.sim.internal.pbx;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jackfield.pbx.sim.internal.wire.EventClass;
import org.jackfield.pbx.sim.internal.wire.Message;

/** Channel event logging (CEL) and call detail records (Cdr) over AMI. */
final class Accounts {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Events events;
    private final Timeline time;
    private final boolean verbose;
    private final Map<String, Integer> live = new HashMap<>();
    private Consumer<String> file = line -> {};
    private long shownSecond = -1;
    private String shown = "";

    Accounts(Events events, Timeline time, boolean verbose) {
        this.events = events;
        this.time = time;
        this.verbose = verbose;
    }

    /** Where the records go beside AMI, a line each. */
    void writeTo(Consumer<String> lines) {
        file = lines;
    }

    void started(Channel leg) {
        live.merge(leg.linkedid, 1, Integer::sum);
        cel(leg, "CHAN_START");
    }

    /** The last records of a leg, and those of the whole call when it was the last leg. */
    void ended(Channel leg) {
        if (leg.originated) {
            leg.application = "AppDial2";
            leg.applicationData = "(Outgoing Line)";
        } else if (!leg.application.startsWith("App")) {
            leg.application = "";
            leg.applicationData = "";
        }
        cel(
                leg,
                "HANGUP",
                "",
                "{\"hangupcause\":" + leg.cause + ",\"hangupsource\":\"" + leg.hangupSource + "\",\"dialstatus\":\""
                        + leg.dialStatus + "\"}");
        cel(leg, "CHAN_END");
        if (live.merge(leg.linkedid, -1, Integer::sum) == 0) {
            live.remove(leg.linkedid);
            cel(leg, "LINKEDID_END");
        }
    }

    void cel(Channel leg, String what) {
        cel(leg, what, "", "");
    }

    void cel(Channel leg, String what, String peer, String extra) {
        if (!verbose) {
            return;
        }
        events.begin("CEL", EventClass.CALL)
                .header("EventName", what)
                .header("AccountCode", "")
                .header("CallerIDnum", leg.callerNumber())
                .header("CallerIDname", leg.callerName())
                .header("CallerIDani", leg.ani)
                .header("CallerIDrdnis", "")
                .header("CallerIDdnid", leg.dnid)
                .header("Exten", leg.exten())
                .header("Context", leg.context())
                .header("Channel", leg.name)
                .header("Application", leg.application)
                .header("AppData", leg.applicationData)
                .header("EventTime", second(time.micros()))
                .header("AMAFlags", "DOCUMENTATION")
                .header("UniqueID", leg.uniqueid)
                .header("LinkedID", leg.linkedid)
                .header("Userfield", "")
                .header("Peer", peer)
                .header("PeerAccount", "")
                .header("Extra", extra);
        events.send("CEL", EventClass.CALL);
    }

    void cdrs(Channel leg) {
        for (Cdr cdr : leg.cdrs) {
            cdr.close(leg, time.micros());
            Message message = events.begin("Cdr", EventClass.CDR)
                    .header("AccountCode", "")
                    .header("Source", leg.callerNumber())
                    .header("Destination", cdr.exten)
                    .header("DestinationContext", cdr.context)
                    .header("CallerID", "\"" + leg.callerName() + "\" <" + leg.callerNumber() + ">")
                    .header("Channel", leg.name)
                    .header("DestinationChannel", cdr.destination)
                    .header("LastApplication", cdr.application)
                    .header("LastData", cdr.data)
                    .header("StartTime", second(cdr.startMicros))
                    .header("AnswerTime", cdr.answerMicros == 0 ? "" : second(cdr.answerMicros))
                    .header("EndTime", second(cdr.endMicros))
                    .header("Duration", (cdr.endMicros - cdr.startMicros) / 1_000_000)
                    .header(
                            "BillableSeconds",
                            cdr.answerMicros == 0 ? 0 : (cdr.endMicros - cdr.answerMicros) / 1_000_000)
                    .header("Disposition", cdr.disposition());
            message.header("AMAFlags", "DOCUMENTATION")
                    .header("UniqueID", leg.uniqueid)
                    .header("UserField", "")
                    .header("LinkedID", leg.linkedid);
            events.send("Cdr", EventClass.CDR);
            file.accept(csv(leg, cdr));
        }
        leg.cdrs.clear();
    }

    /** As {@code cdr_custom} writes it with the columns of Master.csv and times in microseconds. */
    private static String csv(Channel leg, Cdr cdr) {
        String answer = cdr.answerMicros == 0 ? "" : epoch(cdr.answerMicros);
        return Stream.of(
                        "",
                        leg.callerNumber(),
                        cdr.exten,
                        cdr.context,
                        "\"" + leg.callerName() + "\" <" + leg.callerNumber() + ">",
                        leg.name,
                        cdr.destination,
                        cdr.application,
                        cdr.data,
                        epoch(cdr.startMicros),
                        answer,
                        epoch(cdr.endMicros),
                        Long.toString((cdr.endMicros - cdr.startMicros) / 1_000_000),
                        Long.toString(cdr.answerMicros == 0 ? 0 : (cdr.endMicros - cdr.answerMicros) / 1_000_000),
                        cdr.disposition(),
                        "DOCUMENTATION",
                        leg.uniqueid,
                        "",
                        "",
                        leg.linkedid,
                        "0")
                .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }

    private static String epoch(long micros) {
        return "%d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
    }

    /** Formatted once a second: every CEL carries it. */
    String second(long micros) {
        long second = Math.floorDiv(micros, 1_000_000);
        if (second != shownSecond) {
            shownSecond = second;
            shown = SECOND.format(Instant.ofEpochSecond(second));
        }
        return shown;
    }
}
