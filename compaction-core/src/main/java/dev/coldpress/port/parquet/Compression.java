package dev.coldpress.port.parquet;

/** The compression codecs that outputs can be written with on request. */
public enum Compression {
    UNCOMPRESSED(0),
    SNAPPY(0),
    /** At level 6 unless another one is asked for. */
    GZIP(9),
    LZ4_RAW(0),
    /** At level 3 unless another one is asked for. */
    ZSTD(22);

    private final int levels;

    Compression(int levels) {
        this.levels = levels;
    }

    /**
     * The highest level, of which the lowest is 1; 0 if there are none. Higher ones make smaller files, and take
     * longer.
     */
    public int levels() {
        return levels;
    }
}
