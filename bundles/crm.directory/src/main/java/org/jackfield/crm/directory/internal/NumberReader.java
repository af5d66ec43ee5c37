package org.jackfield.crm.directory.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers as people type them into a table: any spelling, several in one cell. Pure and thread-safe. */
final class NumberReader {
    /** What people put between two numbers, the surest first: in 030/901820 the slash belongs to the number. */
    private static final List<Pattern> BETWEEN_NUMBERS =
            List.of(Pattern.compile("[;,|]|\\s/\\s|\\bor\\b"), Pattern.compile("/"));

    private static final int LONGEST_CELL = 200;

    private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();

    boolean knows(String region) {
        return util.getSupportedRegions().contains(region);
    }

    /**
     * The numbers in a cell in E.164, extensions left off.
     *
     * @return empty if the cell, or a part of it, is not a number
     */
    List<String> read(String cell, String region) {
        return cell.length() > LONGEST_CELL ? List.of() : read(cell, region, 0);
    }

    private List<String> read(String text, String region, int separator) {
        Optional<String> one = readOne(text, region);
        if (one.isPresent() || separator == BETWEEN_NUMBERS.size()) {
            return one.map(List::of).orElse(List.of());
        }
        List<String> numbers = new ArrayList<>();
        for (String part : BETWEEN_NUMBERS.get(separator).split(text)) {
            List<String> read = part.isBlank() ? List.of() : read(part, region, separator + 1);
            if (read.isEmpty() && !part.isBlank()) {
                return List.of();
            }
            numbers.addAll(read);
        }
        return numbers;
    }

    private Optional<String> readOne(String written, String region) {
        try {
            PhoneNumber number = util.parse(written, region);
            // a number without its area code is none that a caller could have
            return util.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(util.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** E.164 with the gaps people know, for example {@code +44 7700 900123}. */
    String pretty(String e164) {
        try {
            return util.format(util.parse(e164, null), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return e164;
        }
    }
}
