package org.jackfield.core.internal;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Numbers that were given another form once and for all, in contacts that are older than that. Takes and gives E.164;
 * what is up to date comes back as it is. Pure.
 */
final class Renumbered {
    /** Viet Nam's mobile numbers lost a digit in 2018: the old beginning, and the new one. */
    private static final Map<String, String> VIET_NAM = Map.ofEntries(
            Map.entry("120", "70"),
            Map.entry("121", "79"),
            Map.entry("122", "77"),
            Map.entry("126", "76"),
            Map.entry("128", "78"),
            Map.entry("123", "83"),
            Map.entry("124", "84"),
            Map.entry("125", "85"),
            Map.entry("127", "81"),
            Map.entry("129", "82"),
            Map.entry("162", "32"),
            Map.entry("163", "33"),
            Map.entry("164", "34"),
            Map.entry("165", "35"),
            Map.entry("166", "36"),
            Map.entry("167", "37"),
            Map.entry("168", "38"),
            Map.entry("169", "39"),
            Map.entry("186", "56"),
            Map.entry("188", "58"),
            Map.entry("199", "59"));

    private static final Pattern OLD_VIET_NAM = Pattern.compile("\\+841[0-9]{9}");
    private static final Pattern MEXICO = Pattern.compile("\\+521[0-9]{10}");
    private static final Pattern BRAZIL = Pattern.compile("\\+55[1-9][0-9][6-9][0-9]{7}");
    private static final Pattern ARGENTINA = Pattern.compile("\\+549[0-9]{10}");

    private Renumbered() {}

    /** The number as it is dialled today. */
    static String today(String e164) {
        if (MEXICO.matcher(e164).matches()) {
            return "+52" + e164.substring(4); // Mexico gave up the 1 of mobile numbers in 2019
        }
        if (BRAZIL.matcher(e164).matches()) {
            return e164.substring(0, 5) + "9" + e164.substring(5); // Brazil's ninth digit of mobile numbers
        }
        if (OLD_VIET_NAM.matcher(e164).matches()) {
            String begins = VIET_NAM.get(e164.substring(3, 6));
            return begins == null ? e164 : "+84" + begins + e164.substring(6);
        }
        return e164;
    }

    /** Whether two numbers are one: Argentina's mobile numbers come with and without their 9. */
    static boolean sameSubscriber(String one, String other) {
        return one.equals(other) || withoutNine(one).equals(withoutNine(other));
    }

    private static String withoutNine(String e164) {
        return ARGENTINA.matcher(e164).matches() ? "+54" + e164.substring(4) : e164;
    }
}
