package org.jackfield.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jackfield.it.truth.CallTruth.LegTruth;

/** The one place for what a truth leaves open, each with its reason. All else is compared as it stands. */
final class Unclear {
    /** Asterisk cuts a caller's name after this many bytes, so that a longer one is told as its beginning. */
    private static final int LONGEST_NAME = 79;

    private Unclear() {}

    /**
     * A truth has numbers as the phones wrote them; the product tells E.164 where its number plan can read them. So
     * {@code 020…}, {@code 00 44 20…} and {@code (202) …} equal a number that ends with their significant digits.
     */
    static boolean sameNumber(String truth, String told) {
        if (truth.equals(told) || truth.isEmpty() || told.isEmpty()) {
            return truth.equals(told);
        }
        String digits = truth.replaceAll("[()\\-./ ]", "");
        if (told.equals(digits)) {
            return true; // chan_sip drops the decoration itself
        }
        return told.startsWith("+")
                && digits.matches("\\+?[0-9]{7,}")
                && (digits.startsWith("+")
                        ? told.equals(digits)
                        : told.substring(1).endsWith(digits.replaceFirst("^0+", "")));
    }

    /**
     * The name that must be told. Where the truth says null, its author left it open: then it is what the called phone
     * saw, and for a caller who withholds the number none.
     */
    static Optional<String> name(CallTruth truth) {
        if (truth.text("from").isEmpty()) {
            return Optional.of("");
        }
        if (!truth.text("from_name").isEmpty()) {
            return Optional.of(truth.text("from_name"));
        }
        if (!truth.json().has("seen_by_phone")) {
            return Optional.empty();
        }
        String seen = ToldCall.text(truth.json().path("seen_by_phone"), "name");
        return Optional.of(decoded(seen));
    }

    /** One name is no UTF-8; the truth has it as Python writes such a text. */
    private static String decoded(String seen) {
        return seen.startsWith("'") && seen.endsWith("'")
                ? seen.substring(1, seen.length() - 1).replaceAll("\\\\ufffd|\\\\udc[89a-f][0-9a-f]", "\uFFFD")
                : seen;
    }

    static boolean sameName(String truth, String told) {
        boolean cut = told.getBytes(StandardCharsets.UTF_8).length == LONGEST_NAME;
        return cut ? truth.startsWith(told) : truth.equals(told);
    }

    /**
     * A number that the carrier asserts behind a withheld one: unless the PBX is told to show the presentation
     * (channelvars in its manager.conf, which that scenario's PBX was not), no event bears a sign of it.
     */
    static boolean leaks(CallTruth truth) {
        return truth.text("id").equals("anonymous");
    }

    /**
     * An action that blocks the very session that is recorded: no event arrives any more although the calls go on, so
     * their ends are unseen. The truth says it in a note.
     */
    static boolean silenced(JsonNode truth) {
        return truth.path("notes").toString().contains("no event arrives any more");
    }

    /** A phone that rang before the link was back rang for longer than anybody can tell. */
    static boolean began(CallTruth truth, LegTruth leg) {
        return truth.unseen("ringing:" + leg.party());
    }

    /** A phone that rang, talked and left while the link was down is in no list of the PBX. */
    static boolean leftUnseen(CallTruth truth, LegTruth leg) {
        return truth.unseen("left:" + leg.party());
    }

    /**
     * A talk that began or ended in a gap of the link: the PBX's snapshot has its beginning in whole seconds, and its
     * end is known to be somewhere in the gap only.
     */
    static boolean talked(CallTruth truth, LegTruth leg) {
        return truth.unseen("talking:" + leg.party()) || truth.unseen("ended");
    }
}
