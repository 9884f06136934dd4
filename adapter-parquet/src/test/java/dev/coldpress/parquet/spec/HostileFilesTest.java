package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.ParquetFileException;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.ParquetSchema;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.BytesSource;
import dev.coldpress.testkit.codec.BytesUpload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bytes of a source are never trusted: whatever they are, the answer is a result or a {@link ParquetFileException}, in
 * bounded memory; and what a result holds is what DuckDB reads too.
 */
class HostileFilesTest {

    /** Three hundred by default; the number of tries raises it. */
    private static final int MUTANTS = 30 * Integer.getInteger("coldpress.tries", 10);

    private static final long BUDGET_BYTES = 64L << 20;

    /** The samples have some kilobytes. What is allocated in all bounds what is held at once. */
    private static final long MAX_ALLOCATED_BYTES = 512L << 20;

    private final ParquetCodec codec = CodecUnderTest.create();

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aDamagedFileIsMergedRightOrRefusedWithItsName(@TempDir Path directory) {
        int compared = 0;
        try (DuckDbOracleProcess duckDb = new DuckDbOracleProcess(directory)) {
            for (long seed = 0; seed < MUTANTS; seed++) {
                compared += check(seed, duckDb) ? 1 : 0;
            }
        }
        assertThat(compared).as("mutants that both sides read").isGreaterThan(MUTANTS / 20);
    }

    private boolean check(long number, DuckDbOracleProcess duckDb) {
        long seed = Long.getLong("coldpress.seed", number);
        Mutant[] mutant = new Mutant[1];
        try {
            mutant[0] = Mutant.of(seed);
            return check(mutant[0], duckDb);
        } catch (Exception | AssertionError | OutOfMemoryError | StackOverflowError e) {
            String what = mutant[0] == null ? "no mutant" : mutant[0].description();
            throw new AssertionError(
                    "Seed " + seed + " (repeat with -Dcoldpress.seed=" + seed + "): " + what + ": " + e, e);
        }
    }

    /** @return whether the codec merged the mutant, and DuckDB reads it too */
    private boolean check(Mutant mutant, DuckDbOracleProcess duckDb) throws IOException {
        SourceFile source = BytesSource.of("mutant.parquet", mutant.bytes());
        ParquetSchema original = codec.readFooter(BytesSource.of("original.parquet", mutant.original()))
                .schema();
        ParquetFooter footer = answer(source, () -> codec.readFooter(source));
        if (footer != null) {
            assertThat(codec.leastMemoryBytes(footer)).isNotNegative();
        }
        answer(source, () -> codec.checkContent(source));
        BytesUpload upload = new BytesUpload(List.of(source));
        MergeSpec spec = spec(footer == null ? original : footer.schema());
        Object merged = answer(source, () -> codec.merge(spec, List.of(source), upload, Progress.NONE));
        if (footer == null) {
            assertThat(merged).as("a merge of a file whose footer was refused").isNull();
        }
        if (merged == null) {
            return false;
        }
        OutputRules.checkFile(FileAnatomy.of(upload.bytes()), spec);
        return duckDb.compare(mutant.bytes(), upload.bytes()) == DuckDbOracle.Verdict.EQUAL;
    }

    private static MergeSpec spec(ParquetSchema schema) {
        return new MergeSpec(
                schema,
                Map.of(),
                "coldpress version 0.1.0 (build 0123abc)",
                Optional.empty(),
                MergeSpec.DEFAULT_ROW_GROUP_BYTES,
                MergeSpec.DEFAULT_PAGE_BYTES,
                MergeSpec.DEFAULT_PAGE_ROWS,
                BUDGET_BYTES,
                true,
                MergeSpec.DEFAULT_MAX_GROWTH);
    }

    /** @return null if the codec refused the file in the way it should */
    private static <T> @Nullable T answer(SourceFile source, Supplier<T> call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            return call.get();
        } catch (ParquetFileException e) {
            assertThat(e.key()).isEqualTo(source.ref().key());
            assertThat(e).hasMessageContaining(source.ref().key().path());
            return null;
        } finally {
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as("bytes allocated").isLessThan(MAX_ALLOCATED_BYTES);
        }
    }
}
