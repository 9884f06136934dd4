package dev.coldpress.parquet;

/** What decoding needs and keeps between pages. The buffers hold one page and one dictionary: one chunk is read at a time. */
record DecodeBuffers(PageCodecs codecs, MemoryPlan plan, ReusableBytes page, ReusableBytes dictionary) {

    DecodeBuffers(PageCodecs codecs, MemoryPlan plan) {
        this(codecs, plan, new ReusableBytes(), new ReusableBytes());
    }

    /**
     * The same buffers for pages written within the limits, which may hold a full page and one more row, and for a
     * dictionary of the shortest entries.
     */
    DecodeBuffers forOwnPages(PageLimits limits) {
        long pageBytes = Math.max(2 * (limits.maxBytes() + limits.bytes()), ChunkPages.MOST_FOR_OWN_DICTIONARY);
        MemoryPlan wider = new MemoryPlan(plan.arenaBytes(), plan.chunkBytes(), plan.aheadBytes(), pageBytes);
        return new DecodeBuffers(codecs, wider, page, dictionary);
    }
}
