package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import java.time.Instant;

/**
 * A Parquet file of a partition, as far as planning cares.
 *
 * @param lastModified the store's time of the write
 * @param compatibility names the class of files that may share an output; only equal strings do, and nothing else is
 *     read from them
 */
public record DataFile(ObjectRef ref, Instant lastModified, String compatibility) {

    public ObjectKey key() {
        return ref.key();
    }

    public long sizeBytes() {
        return ref.sizeBytes();
    }
}
