package org.jackfield.contacts.internal;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/** Many numbers under one number, in 16 to 24 bytes a pair. Not thread-safe. */
final class Chains {
    private static final int NONE = -1;
    private static final int LEAST = 1 << 10;

    private int[] heads = filled(LEAST);
    private int[] keys = new int[LEAST];
    private int[] values = new int[LEAST];
    private int[] next = new int[LEAST];
    private int size;

    void add(int key, int value) {
        if (size == keys.length) {
            int more = size + (size >> 1);
            keys = Arrays.copyOf(keys, more);
            values = Arrays.copyOf(values, more);
            next = Arrays.copyOf(next, more);
        }
        if (size > heads.length) {
            heads = filled(heads.length << 1);
            for (int i = 0; i < size; i++) {
                link(i);
            }
        }
        keys[size] = key;
        values[size] = value;
        link(size++);
    }

    private void link(int entry) {
        int head = slot(keys[entry]);
        next[entry] = heads[head];
        heads[head] = entry;
    }

    void each(int key, IntConsumer value) {
        for (int entry = heads[slot(key)]; entry != NONE; entry = next[entry]) {
            if (keys[entry] == key) {
                value.accept(values[entry]);
            }
        }
    }

    /** The same pairs with other values. @param renamed gives the new value, or a negative one to leave the pair out */
    Chains renamed(IntUnaryOperator renamed) {
        Chains fresh = new Chains();
        for (int i = 0; i < size; i++) {
            int value = renamed.applyAsInt(values[i]);
            if (value >= 0) {
                fresh.add(keys[i], value);
            }
        }
        return fresh;
    }

    private int slot(int key) {
        int hash = key * 0x9E3779B9;
        return (hash ^ hash >>> 15) & heads.length - 1;
    }

    private static int[] filled(int length) {
        int[] heads = new int[length];
        Arrays.fill(heads, NONE);
        return heads;
    }
}
