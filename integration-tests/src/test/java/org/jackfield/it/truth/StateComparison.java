package org.jackfield.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares what a truth's states, and its lists of recordings and supervision, say the call must show. */
final class StateComparison {
    private final CallTruth truth;
    private final ToldCall told;
    private final List<ToldCall> related;
    private final Findings found;

    StateComparison(CallTruth truth, ToldCall told, List<ToldCall> related, Findings found) {
        this.truth = truth;
        this.told = told;
        this.related = related;
        this.found = found;
    }

    void run() {
        phones();
        transfers();
        consultations();
        edges("pickup:(.+)", "pickedUpFrom");
        edges("parked:(.+)", "parkedAs");
        edges("forwarded:(.+)->(.+)", "forwardedFrom");
        edges("conference:(.+)", "conferencedWith");
        services("parked:.+", "park");
        services("(alone-in-)?conference:.+", "conference");
        services("voicemail.*", "voicemail");
        services("ivr", "ivr");
        if (truth.anyUnseen()) {
            found.same(truth.name() + " reconstructed", "true", told.text("reconstructed"));
        }
        supervised();
        recorded();
    }

    private void phones() {
        truth.matching("ringing:(.+)")
                .filter(state -> !truth.unseen(state.group()))
                .forEach(state -> anyLine(state.group(), state.group(1), c -> !text(c, "alertingAt")
                        .isEmpty()));
        truth.matching("talking:(.+)")
                .filter(state -> !truth.unseen("left:" + state.group(1)))
                .forEach(state -> anyLine(state.group(), state.group(1), c -> !text(c, "connectedAt")
                        .isEmpty()));
        truth.matching("rna:(.+)")
                .forEach(state -> anyLine(
                        state.group(),
                        state.group(1),
                        c -> text(c, "connectedAt").isEmpty()
                                && List.of("noAnswer", "busy", "rejected").contains(text(c, "cause"))));
        truth.matching("held:(.+)")
                .forEach(state -> anyLine(
                        state.group(), state.group(1), c -> c.path("holdMs").asLong() > 0));
        truth.matching("ringing-customer")
                .forEach(state -> found.holds(
                        truth.name() + " ringing-customer",
                        told.all("connections")
                                .anyMatch(c -> text(c, "role").equals("customer")
                                        && !text(c, "alertingAt").isEmpty())));
        truth.matching("park-timeout")
                .forEach(state -> found.holds(
                        truth.name() + " park-timeout",
                        told.all("connections")
                                        .filter(c -> text(c, "line").equals(parker()))
                                        .count()
                                == 2));
    }

    private String parker() {
        return told.lineage("parkedAs")
                .map(edge -> text(edge, "from"))
                .findFirst()
                .orElse("");
    }

    private void anyLine(String state, String line, Predicate<JsonNode> shows) {
        found.holds(
                truth.name() + " " + state,
                told.all("connections")
                        .anyMatch(c -> (text(c, "line").equals(line) || Unclear.sameNumber(line, text(c, "number")))
                                && shows.test(c)));
    }

    private void transfers() {
        List<String> wanted = truth.matching("transferred:(.+):(.+)->(.+)")
                .map(m -> m.group(1) + " " + m.group(2) + " " + m.group(3))
                .toList();
        List<String> shown = told.lineage("transferredTo")
                .map(edge -> text(edge, "kind") + " " + text(edge, "from") + " " + text(edge, "to"))
                .toList();
        found.same(truth.name() + " transfers", wanted, shown);
    }

    /** Each is a call of its own, merged into this one exactly if the transfer was completed. */
    private void consultations() {
        List<String> wanted = truth.matching("consult:(.+)->(.+)")
                .map(m -> m.group(1) + " " + m.group(2) + " "
                        + truth.json().path("transfer").path("result").asText().equals("completed"))
                .toList();
        List<String> shown = new ArrayList<>();
        for (ToldCall call : related) {
            call.lineage("consultationOf")
                    .forEach(edge -> shown.add(text(edge, "from") + " " + text(edge, "to") + " "
                            + call.lineage("mergedInto").findAny().isPresent()));
        }
        found.same(truth.name() + " consultations (from, to, merged)", wanted, shown);
        for (ToldCall call : related) {
            if (call.lineage("mergedInto").findAny().isPresent()) {
                found.same(truth.name() + " cause of what was merged", "merged", call.text("cause"));
                continues(call);
            }
        }
    }

    /** Whoever was in the call that was merged and stays names that connection. */
    private void continues(ToldCall merged) {
        List<String> stayed = merged.all("connections")
                .filter(c ->
                        !text(c, "role").equals("service") && text(c, "cause").equals("merged"))
                .map(c -> merged.id() + "/" + text(c, "id"))
                .toList();
        stayed.forEach(connection -> found.holds(
                truth.name() + " what continues " + connection,
                related.stream().flatMap(c -> c.all("connections")).anyMatch(c -> text(c, "continues")
                        .equals(connection))));
    }

    /** Exactly those edges of that type: the form's last group is where the call went, a first one where from. */
    private void edges(String form, String type) {
        List<String> wanted = truth.matching(form)
                .map(m -> m.groupCount() == 2 ? m.group(1) + " " + m.group(2) : m.group(1))
                .toList();
        boolean from = form.contains("->");
        List<String> shown = told.lineage(type)
                .map(edge -> from ? text(edge, "from") + " " + text(edge, "to") : text(edge, "to"))
                .toList();
        found.same(truth.name() + " " + type, wanted, shown);
    }

    private void services(String form, String kind) {
        found.same(
                truth.name() + " connections to " + kind,
                truth.matching(form).count(),
                told.services(kind).count());
    }

    private void supervised() {
        List<String> wanted = truth.words("supervised").stream()
                .map(w -> w.replace("spy:", "listen:"))
                .toList();
        List<String> shown = told.all("connections")
                .filter(c -> !text(c, "role").equals("service")
                        && !text(c, "participation").equals("active"))
                .map(c -> text(c, "participation") + ":" + text(c, "line"))
                .toList();
        found.same(truth.name() + " supervised by", wanted, shown);
    }

    private void recorded() {
        record Step(Instant at, String what) {}
        List<Step> steps = new ArrayList<>();
        told.all("recordings").forEach(r -> {
            steps.add(new Step(Instant.parse(text(r, "startedAt")), "start"));
            r.path("pauses").forEach(p -> {
                steps.add(new Step(Instant.parse(text(p, "from")), "mute"));
                if (!text(p, "to").isEmpty()) {
                    steps.add(new Step(Instant.parse(text(p, "to")), "unmute"));
                }
            });
            Stream.of(text(r, "endedAt"))
                    .filter(at -> !at.isEmpty())
                    .forEach(at -> steps.add(new Step(Instant.parse(at), "stop")));
        });
        steps.sort(Comparator.comparing(Step::at));
        List<String> wanted = truth.words("recording").stream()
                .map(w -> w.replace("stop-at-hangup", "stop"))
                .toList();
        found.same(
                truth.name() + " recording",
                wanted,
                steps.stream().map(Step::what).toList());
    }

    private static String text(JsonNode node, String field) {
        return ToldCall.text(node, field);
    }
}
