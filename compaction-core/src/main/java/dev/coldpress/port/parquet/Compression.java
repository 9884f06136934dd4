package dev.coldpress.port.parquet;

/** The compression codecs that outputs can be written with on request. */
public enum Compression {
    UNCOMPRESSED,
    SNAPPY,
    GZIP,
    LZ4_RAW,
    /** At level 3. */
    ZSTD
}
