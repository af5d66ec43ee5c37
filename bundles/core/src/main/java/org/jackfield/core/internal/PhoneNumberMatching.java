package org.jackfield.core.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.NumberForms;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.jackfield.api.number.Strength;
import org.jackfield.core.internal.StoredNumbers.Stored;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Compares stored numbers with wanted ones, on libphonenumber. */
@Component(service = NumberMatcher.class)
public final class PhoneNumberMatching implements NumberMatcher {
    private static final int KEY_DIGITS = 7;
    private static final int KEYS = 10_000_000;
    /** So many digits in common at the end are no accident; fewer are, as OCA's and others' users found out. */
    private static final int ALIKE = 8;
    /** An extension behind a main number has at most so many digits. */
    private static final int LONGEST_DDI = 4;

    private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();
    private final StoredNumbers stored = new StoredNumbers(util);

    @Activate
    public PhoneNumberMatching() {
        // nothing to set up
    }

    @Override
    public boolean knows(String region) {
        return util.getSupportedRegions().contains(region);
    }

    @Override
    public int count(String written, String region) {
        return (int) stored.read(written, region).stream()
                .filter(number -> number.e164().isPresent())
                .count();
    }

    @Override
    public Fit fit(PhoneNumber wanted, String written, String region) {
        if (wanted.kind() != Kind.PUBLIC) {
            return none("only public numbers are compared");
        }
        Phonenumber.PhoneNumber parsed = parse(wanted.value());
        Fit best = none("'" + PhoneNumber.mask(WrittenNumber.clean(written)) + "' is not a telephone number");
        for (Stored number : stored.read(written, region)) {
            Fit fit = fit(wanted.value(), parsed, number);
            boolean better = fit.strength().compareTo(best.strength()) < 0;
            best = better || !best.fits() && !fit.fits() ? fit : best;
        }
        return best;
    }

    private Fit fit(String wanted, Phonenumber.PhoneNumber parsed, Stored number) {
        String digits = wanted.substring(1);
        String pretty = number.e164().map(this::pretty).orElse(number.digits());
        if (number.e164().filter(wanted::equals).isPresent()
                || !number.plus() && number.digits().equals(digits)) {
            return new Fit(Strength.STRONG, pretty(wanted));
        }
        if (number.e164()
                .filter(e164 -> Renumbered.sameSubscriber(e164, wanted))
                .isPresent()) {
            return new Fit(Strength.MEDIUM, pretty + ", another way to write it");
        }
        if (number.e164()
                .filter(main -> isMain(main, number.switchboard(), wanted, parsed))
                .isPresent()) {
            return new Fit(Strength.DDI_PREFIX, pretty + ", the main number of the caller's");
        }
        if (number.valid()) {
            return none(pretty + " is another number");
        }
        if (!number.plus() && national(parsed).contains(number.digits())) {
            return new Fit(Strength.MEDIUM, number.digits() + ", which names no country");
        }
        boolean abroad = number.plus() && !number.digits().startsWith(String.valueOf(parsed.getCountryCode()));
        int alike = alike(digits, number.digits());
        if (!abroad && (alike >= ALIKE || alike == number.digits().length() && alike >= KEY_DIGITS)) {
            return new Fit(Strength.WEAK, pretty + ", of which the last " + alike + " digits are alike");
        }
        return none(pretty + " is not the same number");
    }

    /** Where numbers may be longer than a main number, its extensions follow it, or take the place of its last 0. */
    private boolean isMain(String main, boolean switchboard, String wanted, Phonenumber.PhoneNumber parsed) {
        String block = switchboard && main.endsWith("0") ? main.substring(0, main.length() - 1) : main;
        int extension = wanted.length() - block.length();
        return wanted.startsWith(block)
                && extension >= 1
                && extension <= LONGEST_DDI
                && block.length() >= KEY_DIGITS
                && util.getNumberType(parse(main)) != PhoneNumberType.MOBILE
                && util.getNumberType(parsed) != PhoneNumberType.MOBILE
                && longerIsPossible(parsed);
    }

    private boolean longerIsPossible(Phonenumber.PhoneNumber number) {
        Phonenumber.PhoneNumber longer =
                new Phonenumber.PhoneNumber().mergeFrom(number).setNationalNumber(number.getNationalNumber() * 10);
        return util.isPossibleNumberForTypeWithReason(longer, PhoneNumberType.FIXED_LINE)
                == ValidationResult.IS_POSSIBLE;
    }

    private Set<String> national(Phonenumber.PhoneNumber number) {
        String national = util.getNationalSignificantNumber(number);
        return new HashSet<>(List.of(national, trunk(number) + national));
    }

    private String trunk(Phonenumber.PhoneNumber number) {
        String region = util.getRegionCodeForCountryCode(number.getCountryCode());
        String prefix = knows(region) ? util.getNddPrefixForRegion(region, true) : null;
        // Italy's leading 0 and North America's 1 are no trunk prefixes of ours to add
        return prefix == null || prefix.equals("1") ? "" : prefix;
    }

    private static int alike(String one, String other) {
        int alike = 0;
        while (alike < Math.min(one.length(), other.length())
                && one.charAt(one.length() - 1 - alike) == other.charAt(other.length() - 1 - alike)) {
            alike++;
        }
        return alike;
    }

    @Override
    public Set<Integer> keys(PhoneNumber wanted) {
        if (wanted.kind() != Kind.PUBLIC) {
            return Set.of();
        }
        String digits = wanted.value().substring(1);
        Set<Integer> keys = new LinkedHashSet<>(List.of(key(digits)));
        if (longerIsPossible(parse(wanted.value()))) {
            for (int cut = 1; cut <= LONGEST_DDI && digits.length() - cut >= KEY_DIGITS - 1; cut++) {
                String block = digits.substring(0, digits.length() - cut);
                keys.add(key(block));
                keys.add(key(block + "0"));
            }
        }
        return keys;
    }

    @Override
    public Set<Integer> keys(String written, String region) {
        Set<Integer> keys = new LinkedHashSet<>();
        for (Stored number : stored.read(written, region)) {
            keys.add(key(number.e164().orElse(number.digits())));
        }
        return keys;
    }

    private static int key(String number) {
        String digits = WrittenNumber.digits(number);
        return Integer.parseInt(digits.substring(Math.max(0, digits.length() - KEY_DIGITS))) % KEYS;
    }

    @Override
    public NumberForms forms(PhoneNumber number) {
        if (number.kind() != Kind.PUBLIC) {
            throw new IllegalArgumentException(number.masked() + " is not a public number");
        }
        Phonenumber.PhoneNumber parsed = parse(number.value());
        String national = util.getNationalSignificantNumber(parsed);
        return new NumberForms(
                number.value(),
                number.value().substring(1),
                national,
                trunk(parsed) + national,
                util.format(parsed, PhoneNumberFormat.INTERNATIONAL),
                util.format(parsed, PhoneNumberFormat.NATIONAL));
    }

    private String pretty(String e164) {
        return util.format(parse(e164), PhoneNumberFormat.INTERNATIONAL);
    }

    private Phonenumber.PhoneNumber parse(String e164) {
        try {
            return util.parse(e164, null);
        } catch (NumberParseException e) {
            throw new IllegalArgumentException(PhoneNumber.mask(e164) + " is not E.164", e);
        }
    }

    private static Fit none(String reason) {
        return new Fit(Strength.NONE, reason);
    }
}
