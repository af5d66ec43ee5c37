package org.jackfield.crm.rest.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jackfield.api.call.Direction;
import org.jackfield.api.call.RecordRef;
import org.jackfield.api.crm.Activity;
import org.jackfield.api.crm.LogResult;
import org.jackfield.crm.rest.internal.CrmFailure.Kind;
import org.jackfield.crm.rest.internal.Template.Log;
import org.jackfield.crm.rest.internal.Template.Request;

/** Writes finished calls as a template says: looks for our key, then updates what is there or creates it. */
final class CallLog {
    private final String connector;
    private final Log log;
    private final Session session;
    private final Agents agents;
    private final Variables settings;

    CallLog(String connector, Log log, Session session, Agents agents, Variables settings) {
        this.connector = connector;
        this.log = log;
        this.session = session;
        this.agents = agents;
        this.settings = settings;
    }

    CompletionStage<LogResult> write(Activity activity) {
        return agents.user(activity.owner())
                .thenCompose(owner -> {
                    Variables variables = variables(activity, owner);
                    return Expression.fill(log.when(), variables).isEmpty()
                            ? CompletableFuture.completedStage("")
                            : write(variables);
                })
                .handle((id, failure) -> failure == null ? written(id) : result(failure));
    }

    private static LogResult written(String id) {
        return id.isEmpty()
                ? new LogResult.Refused("This CRM can log only calls with a record, and none was chosen")
                : new LogResult.Written(id);
    }

    private CompletionStage<String> write(Variables variables) {
        return find(variables)
                .thenCompose(there -> there.isEmpty()
                        ? session.send(log.create().request(), variables)
                                .thenApply(answer ->
                                        Place.text(answer, log.create().id()))
                        : sent(log.update(), variables, there))
                .thenCompose(id -> variables.text("record.id").isEmpty()
                        ? CompletableFuture.completedStage(id)
                        : sent(log.link(), variables, id));
    }

    private CompletionStage<String> sent(Request request, Variables variables, String id) {
        boolean nothing =
                request == null || Expression.fill(request.when(), variables).isEmpty();
        return nothing
                ? CompletableFuture.completedStage(id)
                : session.send(request, variables.with("found.id", id)).thenApply(answer -> id);
    }

    private CompletionStage<String> find(Variables variables) {
        return log.find() == null
                ? CompletableFuture.completedStage("")
                : session.send(log.find().request(), variables)
                        .thenApply(answer -> Place.text(answer, log.find().id()));
    }

    private static LogResult result(Throwable failure) {
        Throwable cause = Session.cause(failure);
        if (cause instanceof CrmFailure crm) {
            boolean never = crm.kind() == Kind.REFUSED || crm.kind() == Kind.MISSING;
            return never ? new LogResult.Refused(crm.getMessage()) : new LogResult.Later(crm.getMessage(), crm.after());
        }
        return cause instanceof IllegalArgumentException
                ? new LogResult.Refused("The template does not fit: " + cause.getMessage())
                : LogResult.later("The CRM could not be asked: " + cause);
    }

    private Variables variables(Activity activity, String owner) {
        String number = activity.number().orElse("");
        boolean inbound = activity.direction() == Direction.INBOUND;
        String us = inbound
                ? activity.call().called().number().orElse("")
                : activity.call().caller().number().orElse("");
        Optional<RecordRef> record = activity.record(connector);
        Map<String, String> all = new HashMap<>();
        all.put("call.key", activity.key());
        all.put("call.direction", activity.direction().word());
        all.put("call.number", number);
        all.put("call.from", inbound ? number : us);
        all.put("call.to", inbound ? us : number);
        all.put("call.subject", subject(activity, inbound, number));
        all.put("call.startedAt", text(activity.at()));
        all.put(
                "call.endedAt",
                text(activity.call().endedAt().orElse(activity.at().plus(activity.talk()))));
        all.put("call.seconds", String.valueOf(activity.talk().toSeconds()));
        all.put("call.minutes", String.valueOf((activity.talk().toSeconds() + 59) / 60));
        all.put("call.ms", String.valueOf(activity.talk().toMillis()));
        all.put("call.answered", String.valueOf(activity.answered()));
        all.put("call.notes", activity.call().notes().orElse(""));
        all.put("call.disposition", activity.call().disposition().orElse(""));
        all.put("owner.id", owner);
        all.put("owner.agent", activity.owner().map(o -> o.agent()).orElse(""));
        all.put("record.id", record.map(RecordRef::id).orElse(""));
        all.put("record.type", record.map(RecordRef::type).orElse(""));
        return settings.with(all);
    }

    private static String subject(Activity activity, boolean inbound, String number) {
        String kind = inbound ? activity.answered() ? "Inbound call" : "Missed call" : "Outbound call";
        return number.isEmpty() ? kind : kind + (inbound ? " from " : " to ") + number;
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Each in turn: two activities of one list may concern one record. */
    CompletionStage<List<LogResult>> writeAll(List<Activity> activities) {
        CompletionStage<List<LogResult>> all = CompletableFuture.completedStage(List.of());
        for (Activity activity : activities) {
            all = all.thenCompose(before -> write(activity).thenApply(result -> {
                List<LogResult> results = new java.util.ArrayList<>(before);
                results.add(result);
                return results;
            }));
        }
        return all;
    }
}
