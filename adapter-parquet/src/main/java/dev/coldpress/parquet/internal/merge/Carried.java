package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.chunk.ChunkPlace;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodeBuffers;
import dev.coldpress.parquet.internal.chunk.EncodedChunk;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import dev.coldpress.port.parquet.BloomFilters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.format.GeospatialStatistics;

/**
 * What the metadata of source chunks have beside the statistics that are computed of the values, and is true of the
 * chunk of the output as well.
 *
 * @param geospatialLeftOut why there are none of these although sources have some
 */
record Carried(ChunkFilter filter, Optional<GeospatialStatistics> geospatial, Optional<String> geospatialLeftOut) {

    static final Carried NONE = new Carried(ChunkFilter.NONE, Optional.empty(), Optional.empty());

    /**
     * @param filters which columns have them
     * @param place of the chunk
     * @param encoded its bytes
     */
    static Carried make(
            BloomFilters filters,
            RowGroupBatch batch,
            int column,
            ChunkPlace place,
            EncodedChunk chunk,
            EncodeBuffers encoded,
            DecodeBuffers buffers) {
        ChunkFilter filter = ChunkFilter.make(filters, batch, column, place, chunk, encoded, buffers);
        GeospatialUnion union = GeospatialUnion.of(batch, column);
        return new Carried(filter, union.statistics(), union.leftOut());
    }

    /** The same with a filter of at most this number of bytes. */
    Carried within(long mostFilterBytes) {
        return new Carried(filter.within(mostFilterBytes), geospatial, geospatialLeftOut);
    }

    /** What was left out and why, to be read behind the column's name. */
    List<String> leftOut() {
        return Stream.concat(filter.leftOut().stream(), geospatialLeftOut.stream())
                .toList();
    }
}
