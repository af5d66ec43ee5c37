package org.jackfield.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jackfield.it.truth.CallTruth.LegTruth;

/** Compares one call of a truth with the journey told, and with the calls that belong to it. */
final class CallComparison {
    private final CallTruth truth;
    private final ToldCall told;
    private final List<ToldCall> related;
    private final Findings found;

    CallComparison(CallTruth truth, ToldCall told, List<ToldCall> related, Findings found) {
        this.truth = truth;
        this.told = told;
        this.related = related;
        this.found = found;
    }

    void run() {
        found.same(truth.name() + " direction", truth.text("direction"), told.text("direction"));
        parties();
        if (truth.states("legs")) {
            legs();
        }
        ends();
        queue();
        new StateComparison(truth, told, related, found).run();
    }

    private void parties() {
        JsonNode caller = told.json().path("caller");
        if (truth.states("from") && !Unclear.leaks(truth)) {
            String from = truth.text("from");
            found.holds(
                    truth.name() + " caller " + (from.isEmpty() ? "withheld" : from) + " (not " + caller + ")",
                    Unclear.sameNumber(from, ToldCall.text(caller, "number")));
            Unclear.name(truth)
                    .ifPresent(name -> found.holds(
                            truth.name() + " caller's name '" + name + "' (not " + caller + ")",
                            Unclear.sameName(name, ToldCall.text(caller, "name"))));
        }
        if (truth.json().path("withheld").asBoolean()) {
            found.same(truth.name() + " caller's presentation", "restricted", ToldCall.text(caller, "presentation"));
        }
        String dialled = ToldCall.text(told.json().path("called"), "number");
        found.holds(
                truth.name() + " dialled " + truth.text("dialed") + " (not " + dialled + ")",
                Unclear.sameNumber(truth.text("dialed"), dialled));
    }

    /** Each leg of the truth is told, and no phone rang or talked that the truth does not know. */
    private void legs() {
        List<ToldLeg> left = new ArrayList<>(
                ToldLeg.of(related).stream().filter(ToldLeg::isActive).toList());
        for (LegTruth leg : truth.legs()) {
            if (Unclear.leftUnseen(truth, leg)) {
                continue;
            }
            Optional<ToldLeg> match = left.stream()
                    .filter(l -> l.isParty(leg.party()))
                    .min(Comparator.comparingLong(
                            l -> Math.abs(l.connectedMs() - leg.talkMs()) + Math.abs(l.ringMs() - leg.ringMs())));
            found.holds(truth.name() + " leg of " + leg.party(), match.isPresent());
            match.ifPresent(l -> {
                left.remove(l);
                leg(leg, l);
            });
        }
        left.stream()
                .filter(l -> !l.line.isEmpty() && !l.calls() && l.reachedPhone())
                .forEach(l -> found.wrong(truth.name() + " tells of a leg of " + l.line + " that was not there"));
    }

    private void leg(LegTruth leg, ToldLeg l) {
        found.leg();
        String what = truth.name() + " " + leg.party();
        if (!Unclear.began(truth, leg)) {
            found.near(what + " ringing", leg.ringMs(), l.ringMs());
        }
        if (!Unclear.talked(truth, leg)) {
            found.near(what + " talk", leg.talkMs(), l.connectedMs());
            found.near(what + " hold", leg.holdMs(), l.deviceHoldMs());
        }
        String cause =
                switch (leg.outcome()) {
                    case "missed" -> "callerAbandoned";
                    case "ring-no-answer", "no-answer" -> "noAnswer";
                    case "declined" -> "rejected";
                    case "picked-up-elsewhere" -> "answeredElsewhere";
                    case "transferred", "busy", "congestion", "forwarded" -> leg.outcome();
                    default -> l.cause();
                };
        found.same(what + " cause", cause, l.cause());
        if (leg.outcome().equals("answered")) {
            found.holds(what + " answered", l.connectedMs() > 0);
        }
    }

    private void ends() {
        if (truth.states("answered_by")) {
            String by = truth.text("answered_by");
            JsonNode answered = told.json().path("answeredBy");
            String line = ToldCall.text(answered, "line");
            String who = line.isEmpty() ? ToldCall.text(answered, "number") : line;
            found.holds(
                    truth.name() + " answered by " + by + " (not " + who + ")",
                    by.equals("voicemail") ? who.isEmpty() : Unclear.sameNumber(by, who));
        }
        if (truth.states("ended_by") && !truth.unseen("ended")) {
            String by = truth.text("ended_by");
            String role =
                    switch (by) {
                        case "customer" -> by;
                        case "cti" -> ""; // the PBX was told to end it; no party did
                        default -> truth.text("direction").equals("internal") ? "internal" : "agent";
                    };
            found.same(truth.name() + " ended by", role, told.text("endedBy"));
        }
        for (String field : List.of("connected_ms", "talk_ms")) {
            if (truth.states(field)) {
                ToldLeg customer = ToldLeg.of(List.of(told)).get(0);
                found.near(
                        truth.name() + " customer's talk",
                        truth.json().path(field).asLong(),
                        customer.connectedMs());
            }
        }
        cause().ifPresent(cause -> found.same(truth.name() + " cause", cause, told.text("cause")));
    }

    /** The cause of the call, where result, states or the Q.850 cause say it. */
    private Optional<String> cause() {
        if (truth.has("lost-by-restart")) {
            return Optional.of("pbxRestart");
        }
        if (truth.unseen("ended")) {
            return Optional.of("endUnseen");
        }
        boolean nobodyAnswered =
                truth.states("answered_by") && truth.text("answered_by").isEmpty();
        if (nobodyAnswered && truth.text("ended_by").equals("customer")) {
            return Optional.of("abandoned");
        }
        if (truth.text("cause").equals("16")) {
            return Optional.of("normalClearing");
        }
        if (!nobodyAnswered) {
            return Optional.empty();
        }
        return truth.states().stream()
                .map(state -> switch (state) {
                    case "busy", "congestion" -> state;
                    case "no-answer" -> "noAnswer";
                    case "declined" -> "rejected";
                    case "unavailable", "failed" -> "unreachable";
                    default -> "";
                })
                .filter(cause -> !cause.isEmpty())
                .findFirst();
    }

    private void queue() {
        List<JsonNode> visits = told.all("queueVisits").toList();
        int wanted = truth.states("queues") ? truth.words("queues").size() : truth.states("queue") ? 1 : 0;
        found.same(truth.name() + " queue visits", wanted, visits.size());
        if (!truth.states("queue") || visits.size() != 1) {
            return;
        }
        JsonNode visit = visits.get(0);
        String queue = truth.text("queue");
        found.same(truth.name() + " queue", queue, ToldCall.text(visit, "queue"));
        found.same(
                truth.name() + " way out of the queue",
                truth.states("way_out") ? truth.text("way_out") : truth.has("abandoned") ? "abandoned" : "answered",
                ToldCall.text(visit, "outcome"));
        List<String> offered = new ArrayList<>();
        visit.path("offeredTo").forEach(id -> told.connection(id.asText())
                .ifPresentOrElse(c -> offered.add(ToldCall.text(c, "line")), () -> offered.add("nobody " + id)));
        List<String> rang = truth.states("offered") ? truth.words("offered") : truth.rangAfter("queued:" + queue);
        found.same(truth.name() + " offered to", rang, offered);
        if (truth.states("wait_ms")) {
            Instant entered = Instant.parse(ToldCall.text(visit, "enteredAt"));
            Instant left = Instant.parse(ToldCall.text(visit, "leftAt"));
            found.near(
                    truth.name() + " waiting",
                    truth.json().path("wait_ms").asLong(),
                    Duration.between(entered, left).toMillis());
        }
    }
}
