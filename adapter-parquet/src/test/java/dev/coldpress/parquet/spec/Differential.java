package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.CodecsUnderTest;
import dev.coldpress.port.parquet.ParquetCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Merges the same sources with all tiers and with transcode alone, case after case, and counts. For one thread. */
final class Differential {

    /** Of these many cases in a row one is of {@link EventCases}, which take long. */
    private static final int CYCLE = 16;

    /** How much larger than the reference an output may be whose values are like those of real tables. */
    private static final double MOST_RELATIVE_SIZE = 1.05;

    private final ParquetCodec codec;
    private final ParquetCodec reference;
    private final DuckDbOracle duckDb;
    private final Map<String, Integer> tiers = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();
    private int cases;
    private int comparedByDuckDb;
    private double largestRelativeSize;

    Differential(ParquetCodec codec, DuckDbOracle duckDb) {
        this.codec = codec;
        this.reference = CodecsUnderTest.transcoding(1);
        this.duckDb = duckDb;
    }

    /** A case whose kind and content follow from the seed. */
    void run(long seed) {
        cases++;
        try {
            compare(seed);
        } catch (Exception | AssertionError e) {
            differences.add("Seed " + seed + " (repeat with scripts/differential 1 " + seed + "): " + e);
        }
    }

    private void compare(long seed) throws IOException {
        int kind = (int) Math.floorMod(seed, (long) CYCLE);
        MergeCase merge = mergeCase(kind, seed);
        MergeCase.Result result = merge.merge(codec);
        MergeCase.Result wanted = merge.merge(reference);
        assertThat(wanted.merged().tiers().keySet())
                .as("tiers of the reference")
                .isSubsetOf("transcode");
        result.merged().tiers().forEach((tier, chunks) -> tiers.merge(tier, chunks, Integer::sum));
        TierComparison comparison = new TierComparison(merge, result.bytes(), wanted.bytes());
        comparison.check();
        if (kind == 0) {
            double size = comparison.relativeSize();
            largestRelativeSize = Math.max(largestRelativeSize, size);
            assertThat(size).as("size, for one of transcode").isLessThanOrEqualTo(MOST_RELATIVE_SIZE);
        }
        boolean isInSample = kind % 4 == 0;
        if (isInSample
                && merge.isForDuckDb()
                && duckDb.compare(merge.files(), result.bytes()) == DuckDbOracle.Verdict.EQUAL) {
            comparedByDuckDb++;
        }
    }

    private MergeCase mergeCase(int kind, long seed) throws IOException {
        if (kind == 0) {
            return EventCases.of(codec, seed);
        }
        if (kind <= 2) {
            return MergeCase.ofOneSchema(codec, seed);
        }
        if (kind <= 5) {
            return MergeCase.ofEvolvedSchemas(codec, seed);
        }
        return kind <= 8 ? MergeCase.ofManyWriters(codec, seed) : LargePageCases.of(codec, seed);
    }

    /** Column chunks by the tier in which they were made. */
    Map<String, Integer> tiers() {
        return tiers;
    }

    /** What was found, with the seeds. */
    List<String> differences() {
        return differences;
    }

    int comparedByDuckDb() {
        return comparedByDuckDb;
    }

    /** The details, and last the line that counts. */
    List<String> report() {
        int chunks = tiers.values().stream().mapToInt(Integer::intValue).sum();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%d compared by DuckDB too; events and sinks at most %.3f times as large as by transcode",
                        comparedByDuckDb,
                        largestRelativeSize),
                String.format(
                        Locale.ROOT,
                        "%d cases, %d column chunks: %d splice, %d re-page, %d transcode; %d differ",
                        cases,
                        chunks,
                        tiers.getOrDefault("splice", 0),
                        tiers.getOrDefault("re-page", 0),
                        tiers.getOrDefault("transcode", 0),
                        differences.size()));
    }
}
