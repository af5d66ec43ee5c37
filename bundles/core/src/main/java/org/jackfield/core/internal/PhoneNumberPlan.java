package org.jackfield.core.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jackfield.api.number.NumberPlan;
import org.jackfield.api.number.PhoneNumber;
import org.jackfield.api.number.PhoneNumber.Kind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The number plan on libphonenumber, with what each link's profile adds. */
@Component(service = NumberPlan.class)
public final class PhoneNumberPlan implements NumberPlan {
    /** Longer than any number with extension and decoration; what is longer is not a number. */
    private static final int LONGEST = 64;

    private static final int MOST_KNOWN = 8_192;

    private static final Set<String> WITHHELD = Set.of(
            "",
            "anonymous",
            "anonymous caller",
            "unknown",
            "unknown caller",
            "<unknown>",
            "restricted",
            "private",
            "private number",
            "unavailable",
            "withheld",
            "number withheld",
            "blocked",
            "no caller id",
            "nobody",
            "null",
            "asterisk",
            // the same on a telephone's keys, as some networks send it: ANONYMOUS, RESTRICTED, UNAVAILABLE
            "+266696687",
            "266696687",
            "+7378742833",
            "+86282452253");
    /** What networks send for no number. */
    private static final Pattern NOUGHTS = Pattern.compile("\\+?0{3,}");

    private static final Pattern DIALLABLE = Pattern.compile("\\+?[0-9*#]{1,32}");
    /** What a person may write to have it dialled: whatever means something to a PBX's dialplan is not among it. */
    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9*#][0-9*# .\\-\\u2010-\\u2015\\u00a0]*");

    private static final Pattern DECORATION = Pattern.compile("[\\s()./\\-\\u2010-\\u2015\\u00a0]");
    private static final NumberProfile NO_PROFILE =
            new NumberProfile(NumberProfile.DEFAULT, "GB", "", false, "[1-9][0-9]{2,4}", "");

    private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();
    private final Map<String, NumberProfile> profiles = new ConcurrentHashMap<>();
    /**
     * What was read lately: each signal asks for the same lines and callers again. Thrown away when a profile changes.
     */
    private volatile Map<Asked, PhoneNumber> known = new ConcurrentHashMap<>();

    private record Asked(String link, String written) {}

    @Activate
    public PhoneNumberPlan() {
        // profiles come and go through their references
    }

    /** With these profiles from the beginning. */
    public PhoneNumberPlan(List<NumberProfile> profiles) {
        profiles.forEach(this::addProfile);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProfile(NumberProfile profile) {
        profiles.put(profile.link, profile);
        known = new ConcurrentHashMap<>();
    }

    void removeProfile(NumberProfile profile) {
        profiles.remove(profile.link, profile);
        known = new ConcurrentHashMap<>();
    }

    private NumberProfile profile(String link) {
        NumberProfile own = profiles.get(link);
        return own != null ? own : profiles.getOrDefault(NumberProfile.DEFAULT, NO_PROFILE);
    }

    @Override
    public PhoneNumber read(String link, String written) {
        if (written == null || written.length() > LONGEST) {
            return reading(link, written);
        }
        Map<Asked, PhoneNumber> lately = known;
        Asked asked = new Asked(link, written);
        PhoneNumber number = lately.get(asked);
        if (number == null) {
            number = reading(link, written);
            if (lately.size() >= MOST_KNOWN) {
                lately.clear();
            }
            lately.put(asked, number);
        }
        return number;
    }

    private PhoneNumber reading(String link, String written) {
        String raw = written == null ? "" : written.strip();
        String text = WrittenNumber.ofUri(WrittenNumber.clean(written)).strip();
        NumberProfile profile = profile(link);
        if (WITHHELD.contains(text.toLowerCase(Locale.ROOT))
                || NOUGHTS.matcher(text).matches()) {
            return new PhoneNumber(Kind.WITHHELD, "", raw);
        }
        if (raw.length() > LONGEST) {
            return new PhoneNumber(Kind.INVALID, "", raw.substring(0, LONGEST));
        }
        if (profile.extensions.matcher(text).matches()) {
            return new PhoneNumber(Kind.INTERNAL, text, raw);
        }
        String outside = profile.noPlus ? withPlus(text, profile) : withoutPrefix(text, profile);
        try {
            Phonenumber.PhoneNumber number = util.parse(outside, profile.region);
            String written164 = util.format(number, PhoneNumberFormat.E164);
            String e164 = Renumbered.today(written164);
            if (!e164.equals(written164)) {
                number = util.parse(e164, null);
            }
            // in this order: whether it is valid takes a search through all regions of its country code
            if (outside.startsWith("+") && util.isPossibleNumber(number) || util.isValidNumber(number)) {
                return new PhoneNumber(profile.isOwn(e164) ? Kind.OWN : Kind.PUBLIC, e164, raw);
            }
        } catch (NumberParseException e) {
            // not a public number: perhaps a short one
        }
        String bare = DECORATION.matcher(text).replaceAll("");
        return bare.matches("[0-9*#]{1,8}")
                ? new PhoneNumber(Kind.SHORT, bare, raw)
                : new PhoneNumber(Kind.INVALID, "", raw);
    }

    /** A PBX that leaves the plus out writes 442079460111: a number that is valid with plus is meant with plus. */
    private String withPlus(String raw, NumberProfile profile) {
        String bare = withoutPrefix(raw, profile);
        try {
            return bare.startsWith("+") || !util.isValidNumber(util.parse("+" + bare, null)) ? bare : "+" + bare;
        } catch (NumberParseException e) {
            return bare;
        }
    }

    /** The outside-line prefix is only cut off where what remains is a valid number and the whole is not. */
    private String withoutPrefix(String raw, NumberProfile profile) {
        String prefix = profile.outsidePrefix;
        if (prefix.isEmpty() || !raw.startsWith(prefix) || valid(raw, profile)) {
            return raw;
        }
        String rest = raw.substring(prefix.length());
        return valid(rest, profile) ? rest : raw;
    }

    private boolean valid(String number, NumberProfile profile) {
        try {
            return util.isValidNumber(util.parse(number, profile.region));
        } catch (NumberParseException e) {
            return false;
        }
    }

    @Override
    public String dialString(String link, String written) {
        NumberProfile profile = profile(link);
        PhoneNumber number = read(link, written);
        String digits =
                switch (number.kind()) {
                    case INTERNAL, SHORT -> number.value();
                    case PUBLIC, OWN ->
                        profile.outsidePrefix + (profile.noPlus ? number.value().substring(1) : number.value());
                    default -> "";
                };
        boolean plain = written != null && DIALLED.matcher(written).matches();
        if (!plain || !DIALLABLE.matcher(digits).matches()) {
            throw new IllegalArgumentException("'" + printable(number.raw())
                    + "' is not a number that can be dialled; write it like +44 20 7946 0111, 020 7946 0111 or 1001");
        }
        refuseDenied(number, profile);
        return digits;
    }

    @Override
    public List<String> spellings(PhoneNumber number) {
        if (number.kind() != Kind.PUBLIC && number.kind() != Kind.OWN) {
            return List.of(number.value());
        }
        Phonenumber.PhoneNumber parsed = parsed(number);
        String digits = number.value().substring(1);
        String national = util.format(parsed, PhoneNumberFormat.NATIONAL);
        Set<String> spellings = new LinkedHashSet<>(List.of(
                digits,
                number.value(),
                "00" + digits,
                DECORATION.matcher(national).replaceAll(""),
                util.getNationalSignificantNumber(parsed),
                national,
                util.format(parsed, PhoneNumberFormat.INTERNATIONAL)));
        return List.copyOf(spellings);
    }

    private Phonenumber.PhoneNumber parsed(PhoneNumber number) {
        try {
            return util.parse(number.value(), null);
        } catch (NumberParseException e) {
            throw new IllegalArgumentException(number + " is not a number in E.164", e);
        }
    }

    private void refuseDenied(PhoneNumber number, NumberProfile profile) {
        Optional<Phonenumber.PhoneNumber> parsed = Optional.empty();
        if (number.kind() == Kind.PUBLIC) {
            parsed = Optional.of(parsed(number));
        } else if (number.kind() != Kind.SHORT) {
            return; // our own lines and numbers
        }
        profile.rules.refusal(number.value(), parsed, profile.region).ifPresent(why -> {
            throw new IllegalArgumentException(
                    "'" + printable(number.raw()) + "' is not dialled: " + why + " of the link's number plan");
        });
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
