package dev.coldpress.parquet.internal.footer;

import org.apache.parquet.CorruptDeltaByteArrays;
import org.apache.parquet.SemanticVersion;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a file's writer to read its pages and statistics.
 *
 * @param version null if {@code created_by} does not parse; parquet-java's readers want it
 * @param shortChunks parquet-mr before 1.2.9 left the dictionary page's header out of total_compressed_size
 *     (PARQUET-816)
 * @param v2AlwaysCompressed parquet-cpp before "2.0.0" compressed V2 pages that it labelled uncompressed (ARROW-10353)
 * @param linkedDeltaPages parquet-mr before 1.8.0 let DELTA_BYTE_ARRAY pages continue the one before (PARQUET-246)
 * @param wrongNullCounts parquet-cpp, which became parquet-cpp-arrow, wrote too few nulls for dictionaries before 6.0.0
 *     (ARROW-12513, PARQUET-2067); Polars multiplies them by the number of pages (polars#29321); Doris and StarRocks
 *     also distrust parquet-mr before 1.10.0
 * @param unlabelledLevels nanoparquet sets no encoding of levels that are not there, which reads as PLAIN
 */
public record WriterQuirks(
        @Nullable ParsedVersion version,
        boolean shortChunks,
        boolean v2AlwaysCompressed,
        boolean linkedDeltaPages,
        boolean wrongNullCounts,
        boolean unlabelledLevels) {

    public static final WriterQuirks NONE = new WriterQuirks(null, false, false, false, false, false);

    /** How far a chunk of a {@link #shortChunks} writer may reach beyond its end, as Arrow has it. */
    static final int SHORT_CHUNK_PADDING = 100;

    /** The parser's pattern takes time that grows with the square of the length; the longest name known has 100. */
    private static final int MAX_PARSED_CHARS = 1000;

    private static final SemanticVersion MR_WHOLE_CHUNKS = new SemanticVersion(1, 2, 9);
    private static final SemanticVersion CPP_HONEST_V2 = new SemanticVersion(2, 0, 0);
    private static final SemanticVersion MR_COUNTS_NULLS = new SemanticVersion(1, 10, 0);
    private static final SemanticVersion ARROW_COUNTS_NULLS = new SemanticVersion(6, 0, 0);

    public static WriterQuirks of(String createdBy) {
        ParsedVersion version = parse(createdBy);
        boolean unversionedMr = version == null && createdBy.startsWith("parquet-mr");
        return new WriterQuirks(
                version,
                unversionedMr || isBefore(version, "parquet-mr", MR_WHOLE_CHUNKS),
                isBefore(version, "parquet-cpp", CPP_HONEST_V2),
                CorruptDeltaByteArrays.requiresSequentialReads(version, Encoding.DELTA_BYTE_ARRAY),
                miscountsNulls(createdBy, version),
                createdBy.contains("nanoparquet"));
    }

    /** Polars does not say its version. */
    private static boolean miscountsNulls(String createdBy, @Nullable ParsedVersion version) {
        return createdBy.startsWith("Polars")
                || (version != null && version.application.equals("parquet-cpp"))
                || isBefore(version, "parquet-cpp-arrow", ARROW_COUNTS_NULLS)
                || isBefore(version, "parquet-mr", MR_COUNTS_NULLS);
    }

    /** Whether pages and statistics can be read without knowing their writer. */
    public boolean none() {
        return !shortChunks && !v2AlwaysCompressed && !linkedDeltaPages && !wrongNullCounts && !unlabelledLevels;
    }

    private static boolean isBefore(@Nullable ParsedVersion version, String application, SemanticVersion limit) {
        return version != null
                && version.application.equals(application)
                && version.hasSemanticVersion()
                && version.getSemanticVersion().compareTo(limit) < 0;
    }

    private static @Nullable ParsedVersion parse(String createdBy) {
        if (createdBy.length() > MAX_PARSED_CHARS) {
            return null;
        }
        try {
            return VersionParser.parse(createdBy);
        } catch (VersionParseException | RuntimeException e) {
            return null;
        }
    }
}
