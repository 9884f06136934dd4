package dev.coldpress.port.parquet;

import dev.coldpress.port.StagedUpload;
import java.util.List;

/**
 * Reads and merges Parquet files. Safe for use by several threads; each call works on its own.
 *
 * <p>Bytes of a source are never trusted: whatever they are, the answer is a result or a
 * {@link ParquetFileException}, within bounded memory.
 */
public interface ParquetCodec {

    /**
     * Reads a file's footer, in one or two reads at its end.
     *
     * @throws ParquetFileException if the file cannot be merged, as far as its footer tells
     * @throws SourceGoneException if the file vanished
     */
    ParquetFooter readFooter(SourceFile file);

    /**
     * The smallest {@link MergeSpec#memoryBudgetBytes} with which a file can be merged, according to its footer. A plan
     * leaves out a file for which there is too little memory.
     */
    long leastMemoryBytes(ParquetFooter footer);

    /**
     * What a merge holds in memory at most, as far as footers tell, where that is less than
     * {@link MergeSpec#memoryBudgetBytes}: so that small merges go side by side.
     *
     * @param compressedBytes of the sources together, as they lie in their files
     * @param uncompressedBytes of their pages together, or more than that
     * @param largestColumnBytes of the sources' largest column together, compressed, or more than that
     */
    long mostMemoryBytes(long compressedBytes, long uncompressedBytes, long largestColumnBytes);

    /** Reads and writes what this codec's files have as key-value metadata. */
    MetadataNotation notation();

    /**
     * How the columns of a file would be merged with similar files, according to its footer: the cheapest tier that is
     * possible for each column, and why no cheaper one is. One entry for each column, in the order of the schema, with
     * the number of its chunks.
     *
     * @throws ParquetFileException as {@link #readFooter}
     * @throws SourceGoneException if the file vanished
     */
    List<ColumnTier> explain(SourceFile file);

    /**
     * Which values are in the row groups of a file, according to its footer. One entry for each column whose values
     * have an order, in the order of the schema.
     *
     * @throws ParquetFileException as {@link #readFooter}
     * @throws SourceGoneException if the file vanished
     */
    List<ColumnRanges> ranges(SourceFile file);

    /**
     * Appends to {@code output} one Parquet file with all rows of all sources: sorted by {@link MergeSpec#sort}, or if
     * that is empty, the sources in their order and the rows of each in theirs. Deterministic: the same arguments give
     * the same bytes. Neither seals nor publishes.
     *
     * <p>Sources are opened one after the other; memory is bounded by {@link MergeSpec#memoryBudgetBytes}, whatever
     * their number and size. Only the calling thread writes the output, even if the codec has other threads.
     *
     * @param sources one or more
     * @param progress is called on the calling thread; what it throws ends the merge, and is thrown from here as it is
     * @throws ParquetFileException names the source that cannot be read, or the output if it cannot be read again
     *     although each source is fine; the output can then only be aborted
     * @throws SourceGoneException if a source vanished
     * @throws dev.coldpress.port.StoreException if a source's store, or the output's, does not answer
     * @throws IllegalStateException if what was written does not equal what was read: a bug, or broken memory
     */
    MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress);

    /**
     * Reads every value of a file and throws if any page cannot be decoded or contradicts the footer.
     *
     * @throws ParquetFileException says what and where
     */
    ParquetFooter checkContent(SourceFile file);
}
