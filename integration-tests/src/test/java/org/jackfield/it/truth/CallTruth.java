package org.jackfield.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One call of a truth: facts the phones gave, and the states that the author of the scenario wrote down.
 *
 * @param silenced whether the PBX stopped telling anything while the call went on, see {@link Unclear#silenced}
 */
record CallTruth(JsonNode json, boolean silenced) {
    private static final String UNSEEN = "(unseen) ";

    record LegTruth(String party, long ringMs, long talkMs, long holdMs, String role, String outcome) {}

    /** What is stated, be it null; false if the truth says nothing about it. */
    boolean states(String field) {
        return json.has(field);
    }

    String text(String field) {
        return ToldCall.text(json, field);
    }

    String name() {
        return text("id").isEmpty() ? "the call" : "call " + text("id");
    }

    List<LegTruth> legs() {
        return StreamSupport.stream(json.path("legs").spliterator(), false)
                .map(leg -> new LegTruth(
                        ToldCall.text(leg, "party"),
                        leg.path("ring_ms").asLong(),
                        leg.path("talk_ms").asLong(),
                        leg.path("hold_ms").asLong(),
                        ToldCall.text(leg, "role"),
                        ToldCall.text(leg, "outcome")))
                .toList();
    }

    List<String> words(String list) {
        return StreamSupport.stream(json.path(list).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The states in order, without the remark that the PBX link did not see them. */
    List<String> states() {
        return words("states").stream().map(s -> s.replace(UNSEEN, "")).toList();
    }

    /** Whether that happened while the link to the PBX was down. */
    boolean unseen(String state) {
        return silenced && state.equals("ended") || words("states").contains(UNSEEN + state);
    }

    boolean anyUnseen() {
        return silenced || words("states").stream().anyMatch(s -> s.startsWith(UNSEEN));
    }

    boolean has(String state) {
        return states().contains(state);
    }

    /** The states of that form, for example {@code consult:(.+)->(.+)}. */
    Stream<MatchResult> matching(String form) {
        Pattern pattern = Pattern.compile(form);
        return states().stream().map(pattern::matcher).filter(m -> m.matches()).map(m -> m.toMatchResult());
    }

    /** The lines that rang between the state of that beginning and the first one that talked. */
    List<String> rangAfter(String beginning) {
        return states().stream()
                .dropWhile(s -> !s.startsWith(beginning))
                .takeWhile(s -> !s.startsWith("talking"))
                .filter(s -> s.startsWith("ringing:"))
                .map(s -> s.substring("ringing:".length()))
                .toList();
    }
}
