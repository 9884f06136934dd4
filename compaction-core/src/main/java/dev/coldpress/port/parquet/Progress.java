package dev.coldpress.port.parquet;

/**
 * Is called while a merge reads, so that the caller can report progress, measure time, and renew the claim on its plan.
 *
 * <p>The codec calls both methods on the thread that called {@link ParquetCodec#merge}, even if it has other threads:
 * {@link #readStarts} when that thread begins to wait for bytes of a source, and {@link #readEnds} when they are there,
 * in turn. A method may take its time and may throw any unchecked exception, which ends the merge and comes out of it
 * as it is.
 */
public interface Progress {

    /** Does nothing. */
    Progress NONE = new Progress() {};

    default void readStarts() {}

    /**
     * Does not come after a read that failed.
     *
     * @param bytes how many bytes of the sources were read since the last call; 0 or more
     */
    default void readEnds(long bytes) {}
}
