package org.jackfield.contacts.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jackfield.api.crm.StoredContact;
import org.jackfield.api.number.NumberMatcher;
import org.jackfield.api.number.PhoneNumber;

/**
 * Contacts by the keys of their numbers. It finds everybody who may fit and some who do not; who asks compares.
 * Thread-safe: many read while one writes.
 */
final class ContactIndex {
    /** No number ends like so many others by accident; who fills a million fields alike shall not stop a lookup. */
    private static final int MOST_ALIKE = 500;

    private static final int FEW_DEAD = 1_000;

    private final NumberMatcher numbers;
    private final String region;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private byte[][] contacts = new byte[1_024][];
    private Chains byNumber = new Chains();
    private Chains byId = new Chains();
    private int used;
    private int dead;

    ContactIndex(NumberMatcher numbers, String region) {
        this.numbers = numbers;
        this.region = region;
    }

    /** Takes a contact in; one with the same id goes. A contact without a number is none. */
    void put(StoredContact contact) {
        Set<Integer> keys = new HashSet<>();
        contact.phones().forEach(phone -> keys.addAll(numbers.keys(phone.written(), region)));
        byte[] packed = PackedContact.pack(contact);
        byte[] id = contact.id().getBytes(StandardCharsets.UTF_8);
        lock.writeLock().lock();
        try {
            drop(id);
            if (keys.isEmpty()) {
                return;
            }
            if (used == contacts.length) {
                contacts = Arrays.copyOf(contacts, used + (used >> 1));
            }
            int place = used++;
            contacts[place] = packed;
            byId.add(Arrays.hashCode(id), place);
            keys.forEach(key -> byNumber.add(key, place));
        } finally {
            lock.writeLock().unlock();
        }
    }

    void remove(String id) {
        lock.writeLock().lock();
        try {
            drop(id.getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void drop(byte[] id) {
        BitSet places = new BitSet();
        byId.each(Arrays.hashCode(id), place -> {
            if (contacts[place] != null && PackedContact.is(contacts[place], id)) {
                places.set(place);
            }
        });
        places.stream().forEach(place -> contacts[place] = null);
        dead += places.cardinality();
        if (dead > FEW_DEAD && dead > used / 4) {
            compact();
        }
    }

    private void compact() {
        int[] to = new int[used];
        int live = 0;
        byte[][] kept = new byte[Math.max(1_024, used - dead)][];
        for (int place = 0; place < used; place++) {
            to[place] = contacts[place] == null ? -1 : live;
            if (contacts[place] != null) {
                kept[live++] = contacts[place];
            }
        }
        byNumber = byNumber.renamed(place -> to[place]);
        byId = byId.renamed(place -> to[place]);
        contacts = kept;
        used = live;
        dead = 0;
    }

    /** Everybody with a field that may fit. */
    List<StoredContact> candidates(PhoneNumber wanted) {
        Set<Integer> keys = numbers.keys(wanted);
        List<byte[]> found = new ArrayList<>();
        lock.readLock().lock();
        try {
            BitSet seen = new BitSet();
            for (int key : keys) {
                byNumber.each(key, place -> {
                    if (contacts[place] != null && !seen.get(place) && found.size() < MOST_ALIKE) {
                        seen.set(place);
                        found.add(contacts[place]);
                    }
                });
            }
        } finally {
            lock.readLock().unlock();
        }
        return found.stream().map(PackedContact::unpack).toList();
    }

    int size() {
        lock.readLock().lock();
        try {
            return used - dead;
        } finally {
            lock.readLock().unlock();
        }
    }

    String region() {
        return region;
    }
}
