package dev.coldpress.parquet;

/**
 * What encoding a column chunk needs and keeps from chunk to chunk.
 *
 * @param raw one page before compression
 * @param compressed one page after it
 * @param header of one page
 * @param dictionary the finished dictionary page with its header, empty if there is none
 * @param pages the finished data pages with theirs
 */
record EncodeBuffers(
        ReusableBytes raw,
        ReusableBytes compressed,
        ReusableBytes header,
        ReusableBytes dictionary,
        SegmentedBytes pages) {

    EncodeBuffers(SegmentPool segments) {
        this(
                new ReusableBytes(),
                new ReusableBytes(),
                new ReusableBytes(),
                new ReusableBytes(),
                new SegmentedBytes(segments));
    }
}
