package org.jackfield.pbx.asterisk.internal;

import java.util.Set;

/** A set of ASCII names that is asked with bytes, so that a name is found without being made a string first. Pure. */
final class AmiNames {
    private final String[] slots;

    AmiNames(Set<String> names) {
        slots = new String[Integer.highestOneBit(Math.max(names.size(), 1)) * 4];
        for (String name : names) {
            int slot = start(name.charAt(0), name.charAt(name.length() - 1), name.length());
            while (slots[slot] != null) {
                slot = next(slot);
            }
            slots[slot] = name;
        }
    }

    /** The name that stands there, always the same string; null if it is none of ours. */
    String find(byte[] bytes, int from, int end) {
        int length = end - from;
        if (length <= 0) {
            return null;
        }
        int slot = start(bytes[from], bytes[end - 1], length);
        for (String name = slots[slot]; name != null; name = slots[slot]) {
            if (name.length() == length && stands(name, bytes, from)) {
                return name;
            }
            slot = next(slot);
        }
        return null;
    }

    private static boolean stands(String name, byte[] bytes, int from) {
        for (int i = 0; i < name.length(); i++) {
            if (bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int start(int first, int last, int length) {
        return (first * 31 + last * 7 + length) & slots.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & slots.length - 1;
    }
}
