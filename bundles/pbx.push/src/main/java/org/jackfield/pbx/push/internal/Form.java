package org.jackfield.pbx.push.internal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jackfield.api.Word;
import org.jackfield.api.call.Cause;

/**
 * The values of a form a PBX sent, each checked when it is asked for: they are hostile. Names not known are ignored.
 */
final class Form {
    private static final int MOST_VALUES = 64;
    private static final int LONGEST_NAME = 80;
    private static final Duration OLDEST = Duration.ofHours(24);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@+-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("\\+?[A-Za-z0-9*#._-]{1,63}");
    private static final Pattern QUEUE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Reads {@code application/x-www-form-urlencoded}. */
    Form(String body) throws Refusal {
        String[] pairs = body.split("&", MOST_VALUES + 1);
        if (pairs.length > MOST_VALUES) {
            throw new Refusal(Refusal.INVALID, "There are more than " + MOST_VALUES + " values; no event has so many");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.INVALID, "A value is not URL-encoded; with curl use --data-urlencode");
        }
    }

    private Optional<String> one(String name) throws Refusal {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw new Refusal(Refusal.INVALID, "'" + name + "' is there twice; send it once");
        }
        return all.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private Optional<String> one(String name, Pattern allowed, String what) throws Refusal {
        Optional<String> value = one(name);
        if (value.isPresent() && !allowed.matcher(value.get()).matches()) {
            throw new Refusal(Refusal.INVALID, "'" + name + "' is not " + what);
        }
        return value;
    }

    String call() throws Refusal {
        return one("call", ID, "an id of 1 to 64 letters, digits and . _ : @ + -")
                .orElseThrow(() -> new Refusal(Refusal.INVALID, "'call' is missing; it is the PBX's id of the call"));
    }

    Optional<String> number(String name) throws Refusal {
        // a plus that was not URL-encoded is a blank by now
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() == 1 && all.get(0).startsWith(" ")) {
            values.put(name, List.of("+" + all.get(0).substring(1)));
        }
        return one(name, NUMBER, "a number of 1 to 64 digits, letters and * # . _ -, without blanks; + may come first");
    }

    List<String> lines() throws Refusal {
        List<String> lines =
                values.getOrDefault("line", List.of()).stream().distinct().toList();
        for (String line : lines) {
            if (!NUMBER.matcher(line).matches()) {
                throw new Refusal(Refusal.INVALID, "'line' is not an extension");
            }
        }
        return lines;
    }

    Optional<String> line() throws Refusal {
        return number("line");
    }

    Optional<String> queue() throws Refusal {
        return one("queue", QUEUE, "a name of 1 to 64 letters, digits, blanks and . _ -");
    }

    /** A person's name: any text, in one line and not too long. */
    Optional<String> personName() throws Refusal {
        return one("fromName").map(name -> {
            String plain = name.replaceAll("\\p{Cntrl}", " ").strip();
            return plain.substring(
                    0, plain.offsetByCodePoints(0, Math.min(LONGEST_NAME, plain.codePointCount(0, plain.length()))));
        });
    }

    Optional<Cause> cause() throws Refusal {
        Optional<String> word = one("cause");
        try {
            return word.map(w -> Word.of(Cause.class, w));
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Refusal.INVALID,
                    "'cause' is none of normalClearing, abandoned, busy, noAnswer, rejected, congestion, unreachable");
        }
    }

    private Optional<Instant> at() throws Refusal {
        Optional<String> written = one("at");
        try {
            return written.map(Instant::parse);
        } catch (DateTimeException e) {
            throw new Refusal(Refusal.INVALID, "'at' is not a time such as 2026-03-01T09:30:00.250Z");
        }
    }

    /**
     * The sender's time of the event if it is credible and in order, else that of receipt.
     *
     * @param last when the call's last event happened
     */
    Instant time(Instant received, Instant last) throws Refusal {
        Optional<Instant> told = at();
        if (told.isEmpty()) {
            return received.isBefore(last) ? last : received;
        }
        Instant at = told.get();
        if (at.isBefore(received.minus(OLDEST)) || at.isAfter(received.plus(AHEAD))) {
            throw new Refusal(
                    Refusal.INVALID,
                    "'at' is more than a day old or five minutes ahead of " + received + "; set the PBX's clock");
        }
        if (at.isBefore(last)) {
            throw new Refusal(
                    Refusal.OUT_OF_ORDER,
                    "'at' lies before the call's last event at " + last + "; send events in order");
        }
        return at;
    }
}
