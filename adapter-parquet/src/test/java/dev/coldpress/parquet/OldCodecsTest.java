package dev.coldpress.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.parquet.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources in codecs that outputs are not written in. */
class OldCodecsTest {

    @TempDir
    Path directory;

    @Test
    void brotliBecomesZstd() throws Exception {
        try (TestLake lake = new TestLake(directory)) {
            String query = "SELECT i, 'text ' || hash(i) AS t FROM range(20000) r(i)";
            SourceFile brotli = lake.write(query, "COMPRESSION brotli");
            SourceFile snappy = lake.write(query, "COMPRESSION snappy");
            assertThat(codec(lake.bytes(brotli))).isEqualTo(CompressionCodec.BROTLI);

            SourceFile merged = new PlannedMerge(lake).merge(List.of(brotli, snappy));

            assertThat(codec(lake.bytes(merged))).isEqualTo(CompressionCodec.ZSTD);
            List<String> once = lake.rows(lake.bytes(snappy));
            List<String> rows = Stream.concat(once.stream(), once.stream()).toList();
            assertThat(lake.rows(lake.bytes(merged))).isEqualTo(rows);
        }
    }

    private static CompressionCodec codec(byte[] file) throws Exception {
        return Footers.read(file)
                .getRow_groups()
                .get(0)
                .getColumns()
                .get(0)
                .getMeta_data()
                .getCodec();
    }
}
