package dev.coldpress.port.parquet;

import dev.coldpress.port.ObjectRef;
import java.nio.ByteBuffer;

/**
 * A data file to read from, pinned to one version. Holds nothing open, so ten thousand of them cost little. Safe for
 * use by several threads.
 */
public interface SourceFile {

    ObjectRef ref();

    /**
     * Fills the buffer from its position to its limit.
     *
     * @param offset of the first byte in the file
     * @throws SourceGoneException if this version is not there any more
     * @throws IllegalArgumentException if the range leaves the file
     * @throws dev.coldpress.port.StoreException if the store does not answer
     */
    void read(long offset, ByteBuffer into);
}
