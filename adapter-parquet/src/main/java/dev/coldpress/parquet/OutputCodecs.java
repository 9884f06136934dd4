package dev.coldpress.parquet;

import dev.coldpress.port.parquet.OutputCodec;
import java.util.Optional;
import org.apache.parquet.format.CompressionCodec;
import org.jspecify.annotations.Nullable;

/** What each column of the output is compressed with: what was asked for, else what its first source has. */
final class OutputCodecs {

    private final @Nullable CompressionCodec requested;
    private final @Nullable CompressionCodec[] kept;
    private CompressionCodec lastSeen = CompressionCodec.UNCOMPRESSED;

    OutputCodecs(Optional<OutputCodec> requested, int columns) {
        this.requested =
                requested.map(codec -> CompressionCodec.valueOf(codec.name())).orElse(null);
        this.kept = new CompressionCodec[columns];
    }

    /** Called with the chunks of every source row group, in order. */
    void see(int column, CompressionCodec source) {
        lastSeen = source;
        if (kept[column] == null) {
            kept[column] = source;
        }
    }

    /** A column that no source has had so far has only nulls, for which any codec will do. */
    CompressionCodec codec(int column) {
        if (requested != null) {
            return requested;
        }
        CompressionCodec first = kept[column];
        return first == null ? lastSeen : first;
    }
}
