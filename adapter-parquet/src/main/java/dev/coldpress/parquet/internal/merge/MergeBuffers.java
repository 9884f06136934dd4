package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.Arena;
import dev.coldpress.parquet.internal.bytes.SegmentPool;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory that one merge uses, and the next one again, whose output does not depend on what is left in it. For one merge
 * at a time.
 *
 * @param arena for the sources
 * @param segments for finished pages
 * @param alone for a column that is made while no other is
 * @param whole arrays for sources that are read ahead
 */
public record MergeBuffers(Arena arena, SegmentPool segments, ColumnBuffers alone, List<byte[]> whole) {

    /** Buffers that take no memory yet. */
    public static MergeBuffers create() {
        SegmentPool segments = new SegmentPool();
        return new MergeBuffers(new Arena(0), segments, new ColumnBuffers(segments), new ArrayList<>());
    }
}
