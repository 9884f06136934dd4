package dev.coldpress.parquet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.parquet.ParquetJavaCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of {@code scripts/differential}, and that it would notice a difference. */
class DifferentialTest {

    private static final ParquetJavaCodec CODEC = new ParquetJavaCodec(2);
    private static final long FIRST_SEED = 16_000;
    private static final int CASES = 24;

    /** Every file has rows, and columns with values. */
    private final MergeCase merge = EventCases.of(CODEC, 1);

    @Test
    void everyTierGivesWhatTranscodeGives(@TempDir Path directory) throws SQLException {
        try (DuckDbOracle duckDb = new DuckDbOracle(directory)) {
            Differential differential = new Differential(CODEC, duckDb);
            for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
                differential.run(seed);
            }
            assertThat(differential.differences()).isEmpty();
            assertThat(differential.tiers().get("splice")).isGreaterThan(3);
            assertThat(differential.tiers().get("re-page")).isGreaterThan(120);
            // Where transcode is chosen it is compared with itself, so few such chunks are wanted here.
            assertThat(differential.tiers().get("transcode")).isPositive();
            assertThat(differential.comparedByDuckDb()).isPositive();
        }
    }

    @Test
    void otherStatisticsAreNoticed() throws IOException {
        byte[] output = merge.merge(CODEC).bytes();
        new TierComparison(merge, output, output).check();
        requireNoticed(output, "null_count", footer -> statistics(footer).setNull_count(1));
        requireNoticed(output, "min_value", footer -> statistics(footer).setMin_value(new byte[] {1}));
        requireNoticed(
                output,
                "size_statistics",
                footer -> footer.getRow_groups()
                        .get(0)
                        .getColumns()
                        .get(0)
                        .getMeta_data()
                        .unsetSize_statistics());
    }

    @Test
    void missingRowsAreNoticed() {
        MergeCase other = new MergeCase(merge.files().subList(1, merge.files().size()), merge.spec(), false);
        byte[] output = merge.merge(CODEC).bytes();
        assertThatThrownBy(() -> new TierComparison(other, output, output).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("entries");
    }

    private static Statistics statistics(FileMetaData footer) {
        return footer.getRow_groups().get(0).getColumns().get(0).getMeta_data().getStatistics();
    }

    private void requireNoticed(byte[] output, String what, Consumer<FileMetaData> edit) throws IOException {
        FileMetaData footer = FileAnatomy.of(output).metadata();
        edit.accept(footer);
        byte[] edited = FileRewriter.withFooter(output, footer);
        assertThatThrownBy(() -> new TierComparison(merge, edited, output).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(what);
    }
}
