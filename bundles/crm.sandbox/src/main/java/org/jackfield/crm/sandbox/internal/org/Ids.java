package org.jackfield.crm.sandbox.internal.org;

import java.util.regex.Pattern;

/** Record ids: 15 characters in which case counts, and three more that say the case of those. Pure. */
public final class Ids {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{15}([0-9A-Za-z]{3})?");
    private static final String INSTANCE = "5g";

    private Ids() {}

    static String of(String keyPrefix, long number) {
        StringBuilder digits = new StringBuilder();
        for (long rest = number; digits.length() < 10; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return full(keyPrefix + INSTANCE + digits.reverse());
    }

    static long number(String id) {
        long number = 0;
        for (char digit : id.substring(5, 15).toCharArray()) {
            number = number * DIGITS.length() + DIGITS.indexOf(digit);
        }
        return number;
    }

    /** Whether it looks like an id at all. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The id in 18 characters. */
    public static String full(String id) {
        if (id.length() != 15) {
            return id;
        }
        StringBuilder full = new StringBuilder(id);
        for (int part = 0; part < 3; part++) {
            int upper = 0;
            for (int i = 0; i < 5; i++) {
                if (Character.isUpperCase(id.charAt(part * 5 + i))) {
                    upper |= 1 << i;
                }
            }
            full.append(CHECK.charAt(upper));
        }
        return full.toString();
    }
}
