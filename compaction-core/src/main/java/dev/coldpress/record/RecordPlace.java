package dev.coldpress.record;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Written;
import java.util.Optional;

/**
 * Where in the store the record of a partition is kept, and how one record takes the place of another there. Which
 * implementation serves is a matter of what the store can do: {@link RecordKeeping}.
 */
interface RecordPlace {

    /** {@code _compaction/<partition>/record}: one object per partition. */
    String NAME = "record";

    /** No partition's name: those that begin so are hidden. */
    String DIRECTORY_OF_ROOT = "_root";

    /**
     * Where the record of a partition is. If the root is a partition, its record has a directory next to the others.
     */
    static KeyPrefix directory(KeyPrefix controlPrefix, KeyPrefix partition) {
        return partition.equals(KeyPrefix.ROOT)
                ? controlPrefix.child(DIRECTORY_OF_ROOT)
                : partition.under(controlPrefix);
    }

    /** 10,000 sources with names of 1,024 bytes fit; a larger record would be a bug. */
    int MAX_BYTES = 16 << 20;

    /** The newest record. Its version is what {@link #replace} expects. */
    Optional<StoredObject> read(KeyPrefix partition);

    /**
     * Writes the first record of a partition, unless there is one.
     *
     * @return by which version it is replaced; empty if it is not certain that it was written and was the newest then
     */
    Optional<ObjectVersion> create(KeyPrefix partition, byte[] body);

    /** Writes the record that follows {@code held}; a conflict if that is not the newest any more. */
    WriteResult replace(KeyPrefix partition, byte[] body, VersionedRecord held);

    /** What is certain after a write that needs no further look. */
    static Optional<ObjectVersion> versionOf(WriteResult result) {
        return result instanceof Written written ? Optional.of(written.version()) : Optional.empty();
    }
}
