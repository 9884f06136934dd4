package dev.coldpress.simulator.decide;

import java.util.Arrays;

/** The fingerprints of the states that were seen: open addressing, 8 bytes each at half load. For one thread. */
public final class StateSet {

    private long[] slots = new long[1 << 16];
    private int size;

    public int size() {
        return size;
    }

    /** Returns whether it was not there before. */
    boolean add(long fingerprint) {
        // Zero marks a free slot.
        long value = fingerprint == 0 ? 1 : fingerprint;
        if (!insert(slots, value)) {
            return false;
        }
        size++;
        if (size > slots.length / 2) {
            long[] larger = new long[slots.length * 2];
            Arrays.stream(slots).filter(slot -> slot != 0).forEach(slot -> insert(larger, slot));
            slots = larger;
        }
        return true;
    }

    private static boolean insert(long[] slots, long value) {
        int mask = slots.length - 1;
        int at = (int) value & mask;
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        slots[at] = value;
        return true;
    }
}
