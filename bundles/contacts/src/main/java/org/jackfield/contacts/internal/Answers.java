package org.jackfield.contacts.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jackfield.api.crm.CrmState;
import org.jackfield.api.crm.Lookup;
import org.jackfield.api.crm.Match;

/** What each connector said to one question, put together into one answer. Pure. */
final class Answers {
    private final List<String> explanation = new ArrayList<>();
    private final List<List<Match>> answered = new ArrayList<>();
    private boolean somebodyIsMissing;
    private boolean somebodyIsLate;

    Answers(String howTheNumberWasRead) {
        explanation.add(howTheNumberWasRead);
    }

    void answered(String connector, Answer answer) {
        List<Match> matches = answer.matches();
        answered.add(matches);
        explanation.add(
                switch (matches.size()) {
                    case 0 -> connector + " knows nobody with this number.";
                    case 1 -> connector + " found " + describe(matches.get(0)) + ".";
                    default ->
                        connector + " found " + matches.size() + ": "
                                + String.join(
                                        "; ",
                                        matches.stream().map(Answers::describe).toList()) + ".";
                });
        if (!answer.note().isEmpty()) {
            explanation.add(answer.note());
        }
    }

    void failed(String connector, Throwable failure) {
        somebodyIsMissing = true;
        explanation.add(connector + " could not answer: " + Failures.sentence(failure) + ".");
    }

    void late(String connector, long deadlineMs) {
        somebodyIsMissing = true;
        somebodyIsLate = true;
        explanation.add(connector + " did not answer within " + deadlineMs + " ms.");
    }

    void note(String sentence) {
        explanation.add(sentence);
    }

    Lookup lookup() {
        List<Match> matches = merged();
        CrmState state = !matches.isEmpty()
                ? CrmState.OK
                : answered.isEmpty() && somebodyIsMissing ? CrmState.UNAVAILABLE : CrmState.NONE;
        return new Lookup(state, matches, explanation, somebodyIsLate);
    }

    /** The surest first; of equals each connector's best, then each one's second: none can judge the others'. */
    private List<Match> merged() {
        Map<List<String>, Match> merged = new LinkedHashMap<>();
        int longest = answered.stream().mapToInt(List::size).max().orElse(0);
        for (int rank = 0; rank < longest; rank++) {
            for (List<Match> matches : answered) {
                if (rank < matches.size()) {
                    Match match = matches.get(rank);
                    merged.putIfAbsent(List.of(match.connector(), match.type(), match.id()), match);
                }
            }
        }
        return merged.values().stream()
                .sorted(Comparator.comparing(Match::strength))
                .toList();
    }

    private static String describe(Match match) {
        return match.name() + match.company().map(company -> " of " + company).orElse("") + " (" + match.reason() + ")";
    }
}
