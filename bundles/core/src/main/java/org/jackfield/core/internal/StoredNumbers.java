package org.jackfield.core.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a field of a contact as people fill it: any spelling, several numbers, remarks. Pure and thread-safe. */
final class StoredNumbers {
    /** What people put between two numbers, the surest first: in 030/901820 the slash belongs to the number. */
    private static final List<Pattern> BETWEEN =
            List.of(Pattern.compile("[;,|\\n]|\\s/\\s|\\b(?:or|oder|ou)\\b"), Pattern.compile("/"));

    private static final Pattern EXTENSION = Pattern.compile(
            "(?i)[\\s,]*(?:;ext=|(?:ext(?:ension|n)?|int|anexo|x)\\.?|#|доб\\.?)[\\s:]*[0-9]{1,7}\\s*$");
    private static final Pattern SWITCHBOARD = Pattern.compile("[-\\u2010-\\u2015/]\\s*0\\s*$");
    private static final Pattern LETTERS = Pattern.compile("[0-9].*[A-Za-z].*[A-Za-z].*[A-Za-z]");
    private static final Set<PhoneNumberType> ADVERTISED = Set.of(
            PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN);
    private static final int LONGEST = 200;
    private static final int SHORTEST = 7;

    private final PhoneNumberUtil util;

    /**
     * One number of a field.
     *
     * @param e164 empty if it is not a whole number
     * @param digits as they stand there, without extension
     * @param plus whether it names its country by a plus
     * @param valid whether such a number is given out
     * @param switchboard whether it is written as a block of extensions whose 0 is the switchboard: 901820-0
     */
    record Stored(Optional<String> e164, String digits, boolean plus, boolean valid, boolean switchboard) {}

    StoredNumbers(PhoneNumberUtil util) {
        this.util = util;
    }

    /** @return what can be compared; empty if there is nothing */
    List<Stored> read(String field, String region) {
        String text = WrittenNumber.clean(field);
        if (text.isEmpty() || text.length() > LONGEST) {
            return List.of();
        }
        return read(text, region, 0);
    }

    private List<Stored> read(String text, String region, int separator) {
        Optional<Stored> whole = one(text, region);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        if (separator < BETWEEN.size() && BETWEEN.get(separator).matcher(text).find()) {
            List<Stored> parts = new ArrayList<>();
            for (String part : BETWEEN.get(separator).split(text)) {
                parts.addAll(read(part.strip(), region, separator + 1));
            }
            return parts;
        }
        if (separator < BETWEEN.size()) {
            return read(text, region, separator + 1);
        }
        List<Stored> found = amongWords(text, region);
        return found.isEmpty() ? fragment(text) : found;
    }

    private Optional<Stored> one(String text, String region) {
        String bare = WrittenNumber.ofUri(EXTENSION.matcher(text).replaceFirst(""));
        boolean letters = LETTERS.matcher(bare).find();
        String digits = WrittenNumber.digits(bare);
        Optional<Stored> possible = Optional.empty();
        for (String spelling : spellings(bare, digits)) {
            Optional<Stored> stored = parse(spelling, region, letters).map(number -> stored(number, digits, bare));
            if (stored.isPresent() && stored.get().valid()) {
                return stored;
            }
            possible = possible.isPresent() ? possible : stored;
        }
        return possible;
    }

    /** As it stands; then with another country's way to say "abroad"; then with the plus that was left out. */
    private static List<String> spellings(String bare, String digits) {
        if (bare.indexOf('+') >= 0 || digits.length() < 10) {
            return List.of(bare);
        }
        String abroad =
                digits.startsWith("00") ? digits.substring(2) : digits.startsWith("011") ? digits.substring(3) : digits;
        return List.of(bare, "+" + abroad);
    }

    private Optional<PhoneNumber> parse(String text, String region, boolean letters) {
        try {
            PhoneNumber number = util.parse(text, region);
            String e164 = util.format(number, PhoneNumberFormat.E164);
            String today = Renumbered.today(e164);
            PhoneNumber current = today.equals(e164) ? number : util.parse(today, null);
            boolean possible = util.isPossibleNumberWithReason(current) == ValidationResult.IS_POSSIBLE;
            // 1-800-FLOWERS is a number, 030 901820 Chef is one with a remark
            boolean meant =
                    !letters || current.getCountryCode() == 1 || ADVERTISED.contains(util.getNumberType(current));
            return possible && meant ? Optional.of(current) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private Stored stored(PhoneNumber number, String digits, String written) {
        return new Stored(
                Optional.of(util.format(number, PhoneNumberFormat.E164)),
                digits,
                written.indexOf('+') >= 0,
                util.isValidNumber(number),
                SWITCHBOARD.matcher(written).find());
    }

    private List<Stored> amongWords(String text, String region) {
        List<Stored> found = new ArrayList<>();
        for (PhoneNumberMatch match : util.findNumbers(text, region, Leniency.VALID, 20)) {
            PhoneNumber number = match.number().clearExtension();
            found.add(stored(number, WrittenNumber.digits(match.rawString()), match.rawString()));
        }
        return found;
    }

    private static List<Stored> fragment(String text) {
        String digits = WrittenNumber.digits(EXTENSION.matcher(text).replaceFirst(""));
        return digits.length() < SHORTEST || digits.length() > 17
                ? List.of()
                : List.of(new Stored(Optional.empty(), digits, text.indexOf('+') >= 0, false, false));
    }
}
