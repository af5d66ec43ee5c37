package org.jackfield.core.internal;

import java.util.regex.Pattern;

/** What is done to a number's text before anybody reads it. Pure. */
final class WrittenNumber {
    /** Marks of writing direction and width that nobody sees, and that come with copied numbers. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\n\\t]]");

    private static final Pattern URI = Pattern.compile("(?i)^\\s*(?:tel|sips?|callto):");

    private WrittenNumber() {}

    /** Without what cannot be seen, and any script's digits as ASCII. */
    static String clean(String written) {
        if (written == null) {
            return "";
        }
        String seen = INVISIBLE.matcher(written).replaceAll("");
        StringBuilder clean = new StringBuilder(seen.length());
        seen.codePoints().forEach(c -> {
            int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
            clean.appendCodePoint(digit >= 0 ? '0' + digit : c == '＋' ? '+' : c);
        });
        return clean.toString().strip();
    }

    /** The number in a tel or sip URI; any other text as it is. */
    static String ofUri(String text) {
        String number = URI.matcher(text).replaceFirst("");
        if (number.length() == text.length()) {
            return text;
        }
        int end = number.length();
        for (char stop : new char[] {'@', ';', '?'}) {
            int at = number.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return number.substring(0, end);
    }

    static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
