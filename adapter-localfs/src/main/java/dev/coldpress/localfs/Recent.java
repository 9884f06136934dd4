package dev.coldpress.localfs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was put in last, up to a number of entries: a memory that may forget, and never grows. For any number of
 * threads.
 */
final class Recent<K, V> {

    private static final int USUAL_MOST_ENTRIES = 1_024;

    private final int mostEntries;
    private final Map<K, V> entries = new LinkedHashMap<>();

    Recent() {
        this(USUAL_MOST_ENTRIES);
    }

    Recent(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(K key, V value) {
        entries.remove(key);
        entries.put(key, value);
        if (entries.size() > mostEntries) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** Forgets it. Empty if it was not there. */
    synchronized Optional<V> remove(K key) {
        return Optional.ofNullable(entries.remove(key));
    }
}
