package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.port.parquet.Compression;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/**
 * What each column chunk of the output is compressed with: what was asked for, else the strongest codec among its
 * sources, so that none of them grows. All readers of the table know it, but for {@link PageCodecs#written}.
 */
public final class OutputCodecs {

    private final @Nullable CompressionCodec requested;
    private final @Nullable CompressionCodec[] kept;
    private CompressionCodec lastSeen = CompressionCodec.UNCOMPRESSED;

    public OutputCodecs(Optional<Compression> requested, int columns) {
        this.requested =
                requested.map(codec -> CompressionCodec.valueOf(codec.name())).orElse(null);
        this.kept = new CompressionCodec[columns];
    }

    /** Called with the chunks of every source row group of a row group of the output, in order. */
    void see(int column, CompressionCodec source) {
        CompressionCodec written = PageCodecs.written(source);
        lastSeen = written;
        CompressionCodec so = kept[column];
        if (so == null || strength(written) > strength(so)) {
            kept[column] = written;
        }
    }

    private static int strength(CompressionCodec codec) {
        return switch (codec) {
            case UNCOMPRESSED -> 0;
            case LZ4, LZ4_RAW, SNAPPY, LZO -> 1;
            case GZIP, BROTLI, ZSTD -> 2;
        };
    }

    /** A row group of the output ends. */
    void nextRowGroup() {
        Arrays.fill(kept, null);
    }

    /** A column that no source has has only nulls, for which any codec will do. */
    public CompressionCodec codec(int column) {
        if (requested != null) {
            return requested;
        }
        CompressionCodec strongest = kept[column];
        return strongest == null ? lastSeen : strongest;
    }
}
