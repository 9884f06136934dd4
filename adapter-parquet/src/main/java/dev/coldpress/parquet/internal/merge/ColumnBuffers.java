package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.bytes.SegmentPool;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.repage.RepageBuffers;

/**
 * What making a column chunk needs and keeps from chunk to chunk. For one chunk at a time.
 *
 * @param page of a source, decompressed
 * @param dictionary of a source, decompressed
 */
record ColumnBuffers(ReusableBytes page, ReusableBytes dictionary, EncodeBuffers encode, RepageBuffers repage) {

    ColumnBuffers(SegmentPool segments) {
        this(new ReusableBytes(), new ReusableBytes(), new EncodeBuffers(segments), new RepageBuffers());
    }
}
