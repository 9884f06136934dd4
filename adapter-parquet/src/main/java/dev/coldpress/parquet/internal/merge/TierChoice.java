package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.footer.WriterQuirks;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.page.PageEntries;
import dev.coldpress.parquet.internal.page.TierReason;
import dev.coldpress.parquet.internal.repage.RepageEncoder;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import dev.coldpress.port.parquet.ColumnTier;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.Encoding;

/**
 * Chooses the tier of a column chunk by what the footers say. What they do not say shows when the pages are read, and
 * leads to transcode as well.
 */
public final class TierChoice {

    /** Of values that are kept if the sources have them. */
    private static final Set<Encoding> KEPT = EnumSet.of(
            Encoding.DELTA_BINARY_PACKED,
            Encoding.DELTA_LENGTH_BYTE_ARRAY,
            Encoding.DELTA_BYTE_ARRAY,
            Encoding.BYTE_STREAM_SPLIT);

    private TierChoice() {}

    /** Why the column cannot be re-paged; empty if it can, as far as the footers of its sources tell. */
    static Optional<TierReason> against(RowGroupBatch batch, int column) {
        return batch.onlyTranscodes() ? Optional.of(TierReason.SWITCHED_OFF) : against(batch.groups(), column);
    }

    /** The same of row groups of sources. */
    static Optional<TierReason> against(List<LoadedRowGroup> groups, int column) {
        for (LoadedRowGroup group : groups) {
            Optional<TierReason> reason = against(group.mapping().column(column), group);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static Optional<TierReason> against(ColumnMapping mapping, LoadedRowGroup group) {
        if (mapping instanceof ColumnMapping.Derived) {
            return Optional.of(TierReason.DERIVED_COLUMN);
        }
        if (mapping instanceof ColumnMapping.Present present) {
            return present.wider() != null ? Optional.of(TierReason.WIDER_TYPE) : against(group, present.source());
        }
        return mapping instanceof ColumnMapping.Nulls nulls ? against(group, nulls.source()) : Optional.empty();
    }

    private static Optional<TierReason> against(LoadedRowGroup group, int source) {
        return against(
                group.leaves().columns().get(source),
                group.rowGroup().chunks().get(source),
                group.leaves().quirks());
    }

    /** The same for one source chunk. */
    static Optional<TierReason> against(LeafColumn leaf, SourceChunk chunk, WriterQuirks quirks) {
        if (quirks.shortChunks() || quirks.v2AlwaysCompressed()) {
            return Optional.of(TierReason.OLD_WRITER);
        }
        if (quirks.linkedDeltaPages() && chunk.encodings().contains(Encoding.DELTA_BYTE_ARRAY)) {
            return Optional.of(TierReason.OLD_WRITER);
        }
        if (PageEntries.width(leaf) == 0) {
            return Optional.of(TierReason.VALUES_WITHOUT_BYTES);
        }
        return Optional.empty();
    }

    /** Whether a source has values that are neither PLAIN nor ids nor booleans, as far as the footers tell. */
    static boolean hasKeptEncoding(RowGroupBatch batch, int column) {
        for (LoadedRowGroup group : batch.groups()) {
            if (group.mapping().column(column) instanceof ColumnMapping.Present present
                    && !Collections.disjoint(
                            KEPT,
                            group.rowGroup().chunks().get(present.source()).encodings())) {
                return true;
            }
        }
        return false;
    }

    /** How a file would be merged with similar files, according to its footer. */
    public static List<ColumnTier> explain(FooterReader.Parsed file) {
        SourceFooter footer = file.checked();
        Optional<TierReason> againstCompose = Composition.against(file);
        TierCounts counts = new TierCounts(footer.leaves());
        for (SourceRowGroup group : footer.rowGroups()) {
            for (int i = 0; i < group.chunks().size(); i++) {
                if (againstCompose.isEmpty()) {
                    counts.add(i, Tier.COMPOSE, Optional.empty());
                    continue;
                }
                SourceChunk chunk = group.chunks().get(i);
                Optional<TierReason> reason = against(footer.leaves().get(i), chunk, footer.quirks());
                if (reason.isPresent()) {
                    counts.add(i, Tier.TRANSCODE, reason);
                } else if (RepageEncoder.mayMove(footer.leaves().get(i), chunk)) {
                    counts.add(i, Tier.SPLICE, againstCompose);
                } else {
                    counts.add(i, Tier.REPAGE, Optional.of(TierReason.OTHER_PAGES));
                }
            }
        }
        return counts.list();
    }
}
