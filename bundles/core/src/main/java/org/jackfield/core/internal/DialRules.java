package org.jackfield.core.internal;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which numbers are dialled for a client at all: toll fraud begins with a number that nobody here would call. It limits
 * what Jackfield asks of the PBX; what a phone dials by itself is the PBX's own affair.
 *
 * @param deniedPrefixes beginnings of E.164 or short numbers
 * @param premium whether premium-rate numbers are dialled
 * @param international whether numbers outside the own region are dialled
 */
record DialRules(List<String> deniedPrefixes, boolean premium, boolean international) {
    /** Satellite telephones, numbers of no country, and the international premium rate. */
    static final String DENIED = "+870,+878,+881,+882,+883,+888,+979";

    static final DialRules DEFAULT = of(DENIED, false, true);

    DialRules {
        deniedPrefixes = List.copyOf(deniedPrefixes);
        for (String prefix : deniedPrefixes) {
            if (!prefix.matches("\\+?[0-9*#]{1,15}")) {
                throw new IllegalArgumentException("deniedPrefixes: '" + prefix
                        + "' is no beginning of a number; write digits, with a plus before a country code");
            }
        }
    }

    static DialRules of(String deniedPrefixes, boolean premium, boolean international) {
        List<String> prefixes = Arrays.stream(deniedPrefixes.split("[,\\s]+"))
                .filter(prefix -> !prefix.isBlank())
                .toList();
        return new DialRules(prefixes, premium, international);
    }

    /** Why a number is not dialled, as the end of a sentence; empty if it may be. */
    Optional<String> refusal(String number, Optional<PhoneNumber> parsed, String region) {
        Optional<String> denied =
                deniedPrefixes.stream().filter(number::startsWith).findFirst();
        if (denied.isPresent()) {
            return denied.map(prefix -> "numbers that begin with " + prefix + " are denied by deniedPrefixes");
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
