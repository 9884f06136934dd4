package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.bytes.ReusableBytes;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.page.PageLimits;

/**
 * What decoding needs and keeps between pages. The buffers hold one page and one dictionary: one chunk is read at a
 * time.
 */
public record DecodeBuffers(PageCodecs codecs, MemoryPlan plan, ReusableBytes page, ReusableBytes dictionary) {

    public DecodeBuffers(PageCodecs codecs, MemoryPlan plan) {
        this(codecs, plan, new ReusableBytes(), new ReusableBytes());
    }

    /**
     * The same buffers for pages written within the limits, which may hold a full page and one more row, and for a
     * dictionary of the shortest entries.
     */
    public DecodeBuffers forOwnPages(PageLimits limits) {
        long pageBytes = Math.max(2 * (limits.maxBytes() + limits.bytes()), ChunkPages.MOST_FOR_OWN_DICTIONARY);
        MemoryPlan wider = new MemoryPlan(plan.arenaBytes(), plan.chunkBytes(), plan.aheadBytes(), pageBytes);
        return new DecodeBuffers(codecs, wider, page, dictionary);
    }
}
