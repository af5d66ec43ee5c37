package org.jackfield.core.internal;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which numbers are dialled for a client at all: toll fraud begins with a number that nobody here would call. It limits
 * what Jackfield asks of the PBX; what a phone dials by itself is the PBX's own affair.
 *
 * @param deniedPrefixes beginnings of E.164 or short numbers
 * @param premium whether premium-rate numbers are dialled
 * @param international whether numbers outside the own region are dialled
 * @param codes the short numbers and feature codes that are dialled beside emergency numbers: a code may listen to
 *     other people's calls or divert them, so none is dialled that the operator did not name
 */
record DialRules(List<String> deniedPrefixes, boolean premium, boolean international, Pattern codes) {
    /** Satellite telephones, numbers of no country, and the international premium rate. */
    static final String DENIED = "+870,+878,+881,+882,+883,+888,+979";

    static final DialRules DEFAULT = of(DENIED, false, true, "");

    DialRules {
        deniedPrefixes = List.copyOf(deniedPrefixes);
        for (String prefix : deniedPrefixes) {
            if (!prefix.matches("\\+?[0-9*#]{1,15}")) {
                throw new IllegalArgumentException("deniedPrefixes: '" + prefix
                        + "' is no beginning of a number; write digits, with a plus before a country code");
            }
        }
    }

    static DialRules of(String deniedPrefixes, boolean premium, boolean international, String codes) {
        List<String> prefixes = Arrays.stream(deniedPrefixes.split("[,\\s]+"))
                .filter(prefix -> !prefix.isBlank())
                .toList();
        try {
            return new DialRules(prefixes, premium, international, Pattern.compile(codes));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "dialCodes '" + codes + "' is not a regular expression: " + e.getDescription());
        }
    }

    /**
     * Why a number is not dialled, as the end of a sentence; empty if it may be.
     *
     * @param parsed empty for a short number
     */
    Optional<String> refusal(String number, Optional<PhoneNumber> parsed, String region) {
        Optional<String> denied =
                deniedPrefixes.stream().filter(number::startsWith).findFirst();
        if (denied.isPresent()) {
            return denied.map(prefix -> "numbers that begin with " + prefix + " are denied by deniedPrefixes");
        }
        if (parsed.isEmpty()) {
            boolean named = codes.matcher(number).matches();
            return named || ShortNumberInfo.getInstance().isEmergencyNumber(number, region)
                    ? Optional.empty()
                    : Optional.of("short numbers and feature codes are dialled only if dialCodes names them");
        }
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        if (!premium
                && parsed.filter(n -> util.getNumberType(n) == PhoneNumberType.PREMIUM_RATE)
                        .isPresent()) {
            return Optional.of("premium-rate numbers are denied unless allowPremium is true");
        }
        boolean abroad = parsed.filter(n -> n.getCountryCode() != util.getCountryCodeForRegion(region))
                .isPresent();
        return abroad && !international
                ? Optional.of("numbers outside " + region + " are denied because allowInternational is false")
                : Optional.empty();
    }
}
