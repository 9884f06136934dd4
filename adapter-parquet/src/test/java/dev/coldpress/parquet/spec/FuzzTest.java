package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetCodec;
import dev.coldpress.port.parquet.Progress;
import dev.coldpress.port.parquet.SourceFile;
import dev.coldpress.testkit.codec.ForwardingCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short version of {@code scripts/fuzz}, and that it would notice a codec that fails or lies. */
class FuzzTest {

    private static final int MUTANTS = 120;

    @Test
    void aDamagedFileIsMergedRightOrRefused() throws InterruptedException {
        try (Fuzz fuzz = fuzz(CodecUnderTest.create(), MUTANTS)) {
            assertThat(fuzz.findings()).isEmpty();
            assertThat(fuzz.count(FuzzTrial.Outcome.REFUSED)).isGreaterThan(MUTANTS / 4);
            assertThat(fuzz.count(FuzzTrial.Outcome.RIGHT)).isGreaterThan(MUTANTS / 10);
        }
    }

    @Test
    void anExceptionThatNamesNoFileIsNoticed() throws InterruptedException {
        ParquetCodec throwing = new ForwardingCodec(CodecUnderTest.create()) {
            @Override
            public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
                throw new IllegalStateException("what a bug looks like");
            }
        };
        try (Fuzz fuzz = fuzz(throwing, 3)) {
            assertThat(fuzz.findings()).hasSize(3).allMatch(finding -> finding.startsWith("CRASHED"));
        }
    }

    @Test
    void anOutputInAnotherOrderIsNoticed() throws InterruptedException {
        ParquetCodec reversing = new ForwardingCodec(CodecUnderTest.create()) {
            @Override
            public MergedFile merge(MergeSpec spec, List<SourceFile> sources, StagedUpload output, Progress progress) {
                List<SourceFile> reversed = new ArrayList<>(sources);
                Collections.reverse(reversed);
                return super.merge(spec, reversed, output, progress);
            }
        };
        try (Fuzz fuzz = fuzz(reversing, 40)) {
            assertThat(fuzz.findings()).isNotEmpty().allMatch(finding -> finding.startsWith("WRONG"));
        }
    }

    /**
     * 20267635: a run of repetition levels that claims more values than memory holds. 20264981: a column without levels
     * whose page calls them encoded as nothing that levels can be encoded as.
     */
    @ParameterizedTest
    @ValueSource(longs = {20267635, 20264981})
    void whatWasFoundOnceIsRefused(long seed) throws InterruptedException {
        try (Fuzz fuzz = new Fuzz(CodecUnderTest.create())) {
            fuzz.run(seed);
            assertThat(fuzz.findings()).isEmpty();
            assertThat(fuzz.count(FuzzTrial.Outcome.REFUSED)).isOne();
        }
    }

    private static Fuzz fuzz(ParquetCodec codec, int mutants) throws InterruptedException {
        Fuzz fuzz = new Fuzz(codec);
        for (long seed = 1; seed <= mutants; seed++) {
            fuzz.run(seed);
        }
        return fuzz;
    }
}
