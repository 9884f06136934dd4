package dev.coldpress.acceptance.lake;

import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * How a file is written: everything that may differ between two files with the same rows.
 *
 * @param pageRows rows of a data page, at most
 * @param rowGroupRows rows of a row group, at most
 */
public record FileForm(
        CompressionCodecName codec, WriterVersion version, boolean dictionary, int pageRows, int rowGroupRows) {

    /** As parquet-java writes when nothing is asked for, but compressed. */
    public static final FileForm USUAL =
            new FileForm(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, true, 20_000, 1_000_000);

    /** Small pages and row groups, so that a few rows have several of each. */
    public static final FileForm CUT_SMALL =
            new FileForm(CompressionCodecName.ZSTD, WriterVersion.PARQUET_1_0, true, 300, 4_000);

    /** V2 pages with their delta encodings. */
    public static final FileForm DELTA =
            new FileForm(CompressionCodecName.GZIP, WriterVersion.PARQUET_2_0, false, 500, 3_000);

    /** Nothing encoded, nothing compressed. */
    public static final FileForm BARE =
            new FileForm(CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0, false, 1_000, 2_000);

    public FileForm withCodec(CompressionCodecName other) {
        return new FileForm(other, version, dictionary, pageRows, rowGroupRows);
    }
}
