package dev.coldpress.record;

import dev.coldpress.port.StoreCapabilities;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the records of a lake are kept. All compactors of a lake must keep them in the same way: {@link ControlFormat}.
 */
enum RecordKeeping {
    /** {@link RecordObject}. */
    OBJECT("object"),
    /** {@link RecordLog}. */
    LOG("log"),
    /** {@link SingleCompactorRecord}. */
    SINGLE_COMPACTOR("one-writer");

    private final String label;

    RecordKeeping(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static Optional<RecordKeeping> ofLabel(String label) {
        return Arrays.stream(values()).filter(k -> k.label.equals(label)).findFirst();
    }

    /** Whether records can be kept so in a store; whoever writes alone needs nothing of it. */
    boolean isPossibleWith(StoreCapabilities capabilities) {
        return switch (this) {
            case OBJECT -> capabilities.createIfAbsent() && capabilities.replaceIfVersion();
            case LOG -> capabilities.createIfAbsent();
            case SINGLE_COMPACTOR -> true;
        };
    }

    /**
     * The best way for a store.
     *
     * @param alone whether the user says that only one compactor is ever at work
     * @throws UnfitStoreException if there is none, or the store cannot call back an upload
     */
    static RecordKeeping bestFor(StoreCapabilities capabilities, boolean alone) {
        if (!capabilities.stagedUploads()) {
            throw new UnfitStoreException(
                    "The store has no staged uploads that can be aborted, so a merged file that is"
                            + " under way could not be called back and rows could be there twice. Use another store; there is no"
                            + " setting that makes this one safe.");
        }
        if (OBJECT.isPossibleWith(capabilities)) {
            return OBJECT;
        }
        if (LOG.isPossibleWith(capabilities)) {
            return LOG;
        }
        if (alone) {
            return SINGLE_COMPACTOR;
        }
        throw new UnfitStoreException(
                "The store has no conditional writes, so two compactors could not be kept apart. If"
                        + " there is never more than one at work on this lake, set singleCompactorDrain to how long a"
                        + " request to the store can at most be under way (such as ten minutes).");
    }
}
