package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.parquet.internal.compression.PageCodec;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.parquet.format.CompressionCodec;
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

    @ParameterizedTest
    @EnumSource(names = {"ZSTD", "GZIP"})
    void anotherLevelMakesOtherBytesOfTheSameRows(Compression codec) throws Exception {
        try (TestLake lake = new TestLake(directory)) {
            List<SourceFile> sources =
                    List.of(lake.write(ROWS, "COMPRESSION uncompressed"), lake.write(ROWS, "COMPRESSION uncompressed"));
            MergeSpec usual = Specs.withCodec(
                    Specs.of(lake.codec().readFooter(sources.get(0)).schema()), codec);
            byte[] fastest = lake.merge(usual.withCompressionLevel(1), sources).bytes();
            byte[] best = lake.merge(usual.withCompressionLevel(9), sources).bytes();
            assertThat(best).isNotEqualTo(fastest);
            assertThat(lake.rows(best)).isEqualTo(lake.rows(fastest));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodec.class,
            names = {"ZSTD", "GZIP"})
    void theWantedLevelIsTheUsualOne(CompressionCodec codec) {
        byte[] text = "a text of some words, and of other words. ".repeat(200).getBytes(StandardCharsets.UTF_8);
        try (PageCodecs wanted = new PageCodecs(OptionalInt.of(9));
                PageCodecs usual = new PageCodecs()) {
            assertThat(compressed(wanted.get(codec), text)).isEqualTo(compressed(usual.get(codec, 9), text));
        }
    }

    private static byte[] compressed(PageCodec codec, byte[] text) {
        byte[] into = new byte[codec.maxCompressedLength(text.length)];
        return Arrays.copyOf(into, codec.compress(text, 0, text.length, into));
    }

    @Test
    void codecsWithoutLevelsHaveNone() {
        assertThat(Compression.SNAPPY.levels()).isZero();
        assertThat(Compression.ZSTD.levels()).isEqualTo(22);
    }
}
