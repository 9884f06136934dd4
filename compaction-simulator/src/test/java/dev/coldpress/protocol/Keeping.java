package dev.coldpress.protocol;

import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.settings.CompactionSettings;
import dev.coldpress.testkit.ManualClock;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.time.Duration;

/** The ways in which a lake can keep its records, each with a store that is good for this way and no better. */
@SuppressWarnings("ImmutableEnumChecker") // capabilities do not change either
enum Keeping {
    OBJECT("object", "record", StoreCapabilities.ALL),
    LOG("log", "record-00000000000000000001", new StoreCapabilities(true, false, true, true, true, true)),
    SINGLE_COMPACTOR("one-writer", "record", new StoreCapabilities(false, false, true, true, true, true));

    static final Duration REQUEST_LIFETIME = Duration.ofSeconds(30);

    /** What {@code _compaction/format} calls it. */
    final String label;

    /** The name of a partition's first record. */
    final String firstRecord;

    final StoreCapabilities capabilities;

    Keeping(String label, String firstRecord, StoreCapabilities capabilities) {
        this.label = label;
        this.firstRecord = firstRecord;
        this.capabilities = capabilities;
    }

    InMemoryObjectStore openStore(ManualClock clock) {
        return new InMemoryObjectStore(clock, capabilities);
    }

    /** With the user's word where the store needs it. */
    CompactionSettings complete(CompactionSettings settings) {
        return this == SINGLE_COMPACTOR
                ? settings.toBuilder().singleCompactorDrain(REQUEST_LIFETIME).build()
                : settings;
    }
}
