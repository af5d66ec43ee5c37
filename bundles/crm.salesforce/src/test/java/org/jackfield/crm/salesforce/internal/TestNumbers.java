package org.jackfield.crm.salesforce.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Set;
import org.jackfield.api.number.Fit;
import org.jackfield.api.number.NumberForms;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.jackfield.api.number.Strength;

/** Reads and spells numbers as people of one region do. */
public record TestNumbers(String region) implements NumberPlan, NumberMatcher {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    public static PhoneNumber number(String e164) {
        return new PhoneNumber(Kind.PUBLIC, e164, e164);
    }

    @Override
    public PhoneNumber read(String link, String written) {
        try {
            Phonenumber.PhoneNumber number = UTIL.parse(written, region);
            return UTIL.isPossibleNumber(number)
                    ? new PhoneNumber(Kind.PUBLIC, UTIL.format(number, PhoneNumberFormat.E164), written)
                    : new PhoneNumber(Kind.INVALID, "", written);
        } catch (NumberParseException e) {
            return new PhoneNumber(Kind.INVALID, "", written);
        }
    }

    @Override
    public List<String> spellings(PhoneNumber number) {
        try {
            Phonenumber.PhoneNumber parsed = UTIL.parse(number.value(), null);
            return List.of(
                    number.value(),
                    UTIL.format(parsed, PhoneNumberFormat.INTERNATIONAL),
                    UTIL.format(parsed, PhoneNumberFormat.NATIONAL),
                    UTIL.getNationalSignificantNumber(parsed));
        } catch (NumberParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Fit fit(PhoneNumber wanted, String written, String regionOfOrg) {
        boolean same = new TestNumbers(regionOfOrg).read("", written).value().equals(wanted.value());
        return new Fit(same ? Strength.STRONG : Strength.NONE, written);
    }

    @Override
    public boolean knows(String name) {
        return UTIL.getSupportedRegions().contains(name);
    }

    @Override
    public int count(String written, String regionOfOrg) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Integer> keys(PhoneNumber wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Integer> keys(String written, String regionOfOrg) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NumberForms forms(PhoneNumber number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String dialString(String link, String written) {
        throw new UnsupportedOperationException();
    }
}
