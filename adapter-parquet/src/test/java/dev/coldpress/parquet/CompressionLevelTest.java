package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compressed newly is compressed at the level that is asked for. */
class CompressionLevelTest {

    private static final String ROWS =
            "SELECT 'user ' || (hash(range) % 5000) || ' looked at page ' || (hash(range * 7) % 300) AS t FROM range(40000)";

    @TempDir
    private Path directory;

    private static int size(TestLake lake, List<SourceFile> sources, MergeSpec spec) {
        return lake.merge(spec, sources).bytes().length;
    }

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "GZIP"})
    void aHigherLevelMakesSmallerFilesOfTheSameRows(Compression codec) throws Exception {
        try (TestLake lake = new TestLake(directory)) {
            List<SourceFile> sources = List.of(
                    lake.write(ROWS, "COMPRESSION uncompressed", "DICTIONARY_SIZE_LIMIT 1"),
                    lake.write(ROWS, "COMPRESSION snappy", "DICTIONARY_SIZE_LIMIT 1"));
            MergeSpec usual = Specs.withCodec(
                    Specs.of(lake.codec().readFooter(sources.get(0)).schema()), codec);
            int fastest = size(lake, sources, usual.withCompressionLevel(1));
            int best = size(lake, sources, usual.withCompressionLevel(9));
            assertThat(size(lake, sources, usual)).isLessThan(fastest);
            assertThat(best).isLessThanOrEqualTo(size(lake, sources, usual));
            assertThat(lake.rows(
                            lake.merge(usual.withCompressionLevel(9), sources).bytes()))
                    .isEqualTo(lake.rows(lake.merge(usual, sources).bytes()));
        }
    }

    @Test
    void codecsWithoutLevelsHaveNone() {
        assertThat(Compression.SNAPPY.levels()).isZero();
        assertThat(Compression.ZSTD.levels()).isEqualTo(22);
    }
}
