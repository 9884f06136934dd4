package dev.coldpress.parquet.internal.chunk;

import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.page.EncodedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.GeospatialStatistics;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.SizeStatistics;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * A finished column chunk, described as the footer and the page index want it.
 *
 * @param dictionaryBytes of the dictionary page with its header; 0 if there is none
 * @param uncompressedBytes of all pages with their headers
 * @param columnIndex null if the values have no usable order
 */
public record EncodedChunk(
        LeafColumn leaf,
        CompressionCodec codec,
        int dictionaryBytes,
        List<EncodedPage> pages,
        long rowCount,
        long valueCount,
        long uncompressedBytes,
        Statistics statistics,
        SizeStatistics sizeStatistics,
        @Nullable ColumnIndex columnIndex) {

    public long sizeBytes() {
        return dictionaryBytes
                + pages.stream().mapToLong(EncodedPage::sizeBytes).sum();
    }

    /** The chunk as one that is read, alone. */
    public SourceChunk asSource() {
        return SourceChunk.of(
                0,
                sizeBytes(),
                uncompressedBytes,
                valueCount,
                OptionalLong.of(statistics.getNull_count()),
                codec,
                Set.of());
    }

    /**
     * What the footer says of the chunk.
     *
     * @param start where the chunk begins in the file
     * @param geospatial of its values, if they have any
     */
    public ColumnChunk metadata(long start, Optional<GeospatialStatistics> geospatial) {
        ColumnMetaData metadata = new ColumnMetaData(
                Type.valueOf(leaf.physicalType().name()),
                encodings(),
                leaf.path(),
                codec,
                valueCount,
                uncompressedBytes,
                sizeBytes(),
                start + dictionaryBytes);
        if (dictionaryBytes > 0) {
            metadata.setDictionary_page_offset(start);
        }
        metadata.setStatistics(statistics);
        metadata.setSize_statistics(sizeStatistics);
        metadata.setEncoding_stats(encodingStats());
        geospatial.ifPresent(metadata::setGeospatial_statistics);
        // The format wants a zero here: nothing is repeated after the chunk.
        ColumnChunk chunk = new ColumnChunk(0);
        chunk.setMeta_data(metadata);
        return chunk;
    }

    public OffsetIndex offsetIndex(long start) {
        List<PageLocation> locations = new ArrayList<>(pages.size());
        List<Long> unencoded = new ArrayList<>(pages.size());
        long at = start + dictionaryBytes;
        for (EncodedPage page : pages) {
            locations.add(new PageLocation(at, page.sizeBytes(), page.firstRow()));
            page.unencodedBytes().ifPresent(unencoded::add);
            at += page.sizeBytes();
        }
        OffsetIndex index = new OffsetIndex(locations);
        if (unencoded.size() == pages.size()) {
            index.setUnencoded_byte_array_data_bytes(unencoded);
        }
        return index;
    }

    /** Levels are always RLE, also where there are none. */
    private List<Encoding> encodings() {
        TreeSet<Encoding> encodings = new TreeSet<>();
        encodings.add(Encoding.RLE);
        if (dictionaryBytes > 0) {
            encodings.add(Encoding.PLAIN);
        }
        pages.forEach(page -> encodings.add(page.encoding()));
        return List.copyOf(encodings);
    }

    private List<PageEncodingStats> encodingStats() {
        List<PageEncodingStats> stats = new ArrayList<>();
        if (dictionaryBytes > 0) {
            stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
        }
        for (PageType type : List.of(PageType.DATA_PAGE, PageType.DATA_PAGE_V2)) {
            Map<Encoding, Integer> counts = new TreeMap<>();
            pages.stream()
                    .filter(page -> page.type() == type)
                    .forEach(page -> counts.merge(page.encoding(), 1, Integer::sum));
            counts.forEach((encoding, count) -> stats.add(new PageEncodingStats(type, encoding, count)));
        }
        return stats;
    }
}
