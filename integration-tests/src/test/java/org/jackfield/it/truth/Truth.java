package org.jackfield.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What the SIP phones of a scenario saw and did, as its {@code .truth.json} says. Compares with the calls that the
 * product tells, in the API's JSON; pure.
 */
public final class Truth {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long TOLERANCE_MS = 250;

    private final JsonNode json;

    private Truth(JsonNode json) {
        this.json = json;
    }

    /** The truth in that file. */
    public static Truth read(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is no truth", e);
        }
    }

    /** The truth in that JSON. */
    public static Truth of(String text) {
        try {
            return new Truth(JSON.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException("no truth", e);
        }
    }

    public String scenario() {
        return json.path("scenario").asText();
    }

    /** How many calls of customers, or between lines, the phones made; consultations are not among them. */
    public int journeys() {
        return json.has("at_sync")
                ? SyncTruth.journeys(json.path("at_sync"))
                : json.path("expected").path("calls").asInt(json.path("calls").size());
    }

    /** Compares with all calls that the API tells of this scenario and of nothing else, in any order. */
    public Verdict compare(List<JsonNode> told) {
        Findings found = new Findings(json.path("tolerance_ms").asLong(TOLERANCE_MS));
        List<ToldCall> calls = told.stream()
                .map(ToldCall::new)
                .sorted(Comparator.comparing(ToldCall::startedAt).thenComparing(ToldCall::id))
                .toList();
        List<ToldCall> journeys = calls.stream().filter(ToldCall::isJourney).toList();
        calls.stream().filter(c -> !c.ended()).forEach(c -> found.wrong(c.id() + " has not ended"));
        found.same("number of calls", journeys(), journeys.size());
        if (journeys.size() == journeys()) {
            compare(calls, journeys, found);
        }
        return found.verdict(scenario(), calls);
    }

    private void compare(List<ToldCall> calls, List<ToldCall> journeys, Findings found) {
        if (json.has("at_sync")) {
            SyncTruth.compare(json.path("at_sync"), journeys, found);
            return;
        }
        if (json.has("expected")) {
            burst(journeys, found);
            return;
        }
        List<CallTruth> truths = StreamSupport.stream(json.path("calls").spliterator(), false)
                .map(call -> new CallTruth(call, Unclear.silenced(json)))
                .toList();
        int asides = 0;
        List<ToldCall> paired = paired(truths, journeys);
        for (int i = 0; i < truths.size(); i++) {
            ToldCall journey = paired.get(i);
            List<ToldCall> related =
                    calls.stream().filter(c -> c.belongsTo(journey, calls)).toList();
            new CallComparison(truths.get(i), journey, related, found).run();
            asides += related.size() - 1;
        }
        found.same("calls beside the journeys that belong to one", calls.size() - journeys.size(), asides);
    }

    /**
     * Which call told is which of the truth: by who called, and in the order of their beginnings where that does not
     * tell. Of a call that began while the link was down the beginning is known to the second only.
     */
    private static List<ToldCall> paired(List<CallTruth> truths, List<ToldCall> journeys) {
        List<ToldCall> left = new ArrayList<>(journeys);
        ToldCall[] paired = new ToldCall[truths.size()];
        for (int i = 0; i < paired.length; i++) {
            String from = truths.get(i).text("from");
            paired[i] = left.stream()
                    .filter(call -> !from.isEmpty() && Unclear.sameNumber(from, call.caller()))
                    .findFirst()
                    .orElse(null);
            left.remove(paired[i]);
        }
        for (int i = 0; i < paired.length; i++) {
            paired[i] = paired[i] == null ? left.remove(0) : paired[i];
        }
        return List.of(paired);
    }

    /** A burst states figures that every call of it has in common. */
    private void burst(List<ToldCall> journeys, Findings found) {
        JsonNode expected = json.path("expected");
        long answered = 0;
        for (ToldCall call : journeys) {
            ToldLeg caller = ToldLeg.of(List.of(call)).get(0);
            answered += caller.connectedMs() > 0 ? 1 : 0;
            if (expected.has("talk_ms_about")) {
                found.leg();
                found.near("a caller's talk", expected.path("talk_ms_about").asLong(), caller.connectedMs());
                found.near("a caller's waiting", expected.path("ring_ms_about").asLong(), call.waitedMs());
            }
            found.same("who hung up", "customer", call.text("endedBy"));
        }
        found.same("answered calls", expected.path("answered").asLong(answered), answered);
    }
}
