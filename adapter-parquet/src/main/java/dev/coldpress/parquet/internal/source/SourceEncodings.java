package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.chunk.ChunkPages;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.footer.DictionaryEncodings;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.page.DeltaRuns;
import dev.coldpress.parquet.internal.page.EncodingPlan;
import dev.coldpress.parquet.internal.page.EncodingPlan.DeltaBlock;
import dev.coldpress.parquet.internal.page.EncodingPlan.DictionaryUse;
import dev.coldpress.parquet.internal.page.PageSpan;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;

/** How the values of a column are encoded in the sources of a row group, by the headers of their pages. */
public final class SourceEncodings {

    /** How many values each encoding stands for, nulls included. */
    private final Map<Encoding, Long> values = new EnumMap<>(Encoding.class);

    private boolean hasDictionary;
    private int sources;
    private int splitSources;
    private DeltaBlock deltas = DeltaBlock.DEFAULT;

    private SourceEncodings() {}

    public static SourceEncodings of(RowGroupBatch batch, int column, DecodeBuffers buffers) {
        SourceEncodings encodings = new SourceEncodings();
        for (LoadedRowGroup group : batch.groups()) {
            if (group.mapping().column(column) instanceof ColumnMapping.Present present) {
                encodings.add(group, present.source(), buffers);
            }
        }
        return encodings;
    }

    private void add(LoadedRowGroup group, int source, DecodeBuffers buffers) {
        try {
            long splitBefore = values.getOrDefault(Encoding.BYTE_STREAM_SPLIT, 0L);
            group.forEachPage(source, this::add);
            sources++;
            splitSources += values.getOrDefault(Encoding.BYTE_STREAM_SPLIT, 0L) > splitBefore ? 1 : 0;
            if (values.containsKey(Encoding.DELTA_BINARY_PACKED) && deltas.equals(DeltaBlock.DEFAULT)) {
                readDeltas(group.pages(source, buffers));
            }
        } catch (RuntimeException e) {
            // Whoever reads the values says what is wrong.
            values.merge(Encoding.PLAIN, 0L, Long::sum);
        }
    }

    private void add(PageSpan page) {
        hasDictionary |= page.header().isSetDictionary_page_header();
        if (page.isData() && !DictionaryEncodings.areIds(page.encoding())) {
            values.merge(Encoding.valueOf(page.encoding().name()), (long) page.valueCount(), Long::sum);
        }
    }

    private void readDeltas(ChunkPages pages) {
        pages.readUncheckedDictionaryPage();
        for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
            if (encoding(page) == Encoding.DELTA_BINARY_PACKED) {
                DeltaBlock block = DeltaRuns.block(pages.values());
                deltas = block.isWritable() ? block : DeltaBlock.DEFAULT;
                return;
            }
        }
    }

    private static Encoding encoding(DataPage page) {
        return page instanceof DataPageV1 v1 ? v1.getValueEncoding() : ((DataPageV2) page).getDataEncoding();
    }

    public boolean hasDictionary() {
        return hasDictionary;
    }

    /** How to encode the values as they were, as far as the sources agree. */
    public EncodingPlan plan() {
        Encoding fallback = values.entrySet().stream()
                .filter(entry -> mayBeWritten(entry.getKey()))
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(Encoding.PLAIN);
        boolean dictionary = hasDictionary || fallback == Encoding.PLAIN;
        return new EncodingPlan(
                dictionary ? DictionaryUse.IF_IT_PAYS : DictionaryUse.NEVER,
                fallback,
                deltas,
                false,
                PageCodecs.USUAL_LEVEL);
    }

    /** Other encodings than this that sources have. */
    public List<Encoding> others(Encoding than) {
        return values.keySet().stream()
                .filter(other -> other != than && mayBeWritten(other))
                .toList();
    }

    /**
     * Several readers have no splits, or only those of floating-point numbers: what was readable for them has to stay
     * so.
     */
    private boolean mayBeWritten(Encoding encoding) {
        return encoding != Encoding.BYTE_STREAM_SPLIT || splitSources == sources;
    }
}
