package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.footer.DeclaredOrder;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.mapping.SchemaMapping;
import dev.coldpress.parquet.internal.order.KeyRange;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;

/**
 * Where the rows of each source lie in the column that they are sorted by first, according to the footers. Nothing but
 * the sequence in which sources are read, and whether a row group may be copied, depends on it.
 */
public final class SourceRanges {

    private final SortColumn order;
    private final boolean isOnly;
    private final LeafColumn leaf;
    private final int column;
    private final List<LeafColumn> columns;
    private final Map<ObjectKey, List<KeyRange>> ranges = new HashMap<>();
    private final List<SourceFile> inOrder;
    private final Map<ObjectKey, Integer> positions = new HashMap<>();

    /** For each source in order, the first edge of all that follow it. */
    private final KeyRange.Edge[] firstsBehind;

    /** Reads all footers. */
    public SourceRanges(MergeSpec spec, List<LeafColumn> columns, List<SourceFile> sources, FooterReader footers) {
        this.order = spec.sort().get(0);
        this.isOnly = spec.sort().size() == 1;
        this.columns = columns;
        this.column = DeclaredOrder.index(order.column(), columns);
        this.leaf = columns.get(column);
        for (SourceFile source : sources) {
            ranges.put(source.ref().key(), ranges(footers.readAll(source)));
        }
        this.inOrder = new ArrayList<>(sources);
        inOrder.sort((a, b) -> compare(first(a), first(b)));
        this.firstsBehind = new KeyRange.Edge[inOrder.size()];
        KeyRange.Edge behind = KeyRange.Edge.END;
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            firstsBehind[i] = behind;
            positions.put(inOrder.get(i).ref().key(), i);
            KeyRange.Edge first = first(inOrder.get(i));
            behind = compare(first, behind) < 0 ? first : behind;
        }
    }

    private List<KeyRange> ranges(FooterReader.Parsed file) {
        List<KeyRange> ofGroups = new ArrayList<>();
        ColumnMapping mapping = new SchemaMapping(file.checked().leaves(), columns).column(column);
        for (SourceRowGroup group : file.checked().rowGroups()) {
            ofGroups.add(group.rowCount() > 0 ? range(file.metadata(), group, mapping) : KeyRange.EMPTY);
        }
        return ofGroups;
    }

    private KeyRange range(FileMetaData file, SourceRowGroup group, ColumnMapping mapping) {
        if (!(mapping instanceof ColumnMapping.Present present)) {
            return KeyRange.ofNulls(order);
        }
        int source = present.source();
        boolean isOrdered = file.isSetColumn_orders()
                && source < file.getColumn_ordersSize()
                && file.getColumn_orders().get(source).isSet();
        if (!isOrdered || present.wider() != null) {
            return KeyRange.UNKNOWN;
        }
        ColumnMetaData chunk = file.getRow_groups()
                .get(group.ordinal())
                .getColumns()
                .get(source)
                .getMeta_data();
        return KeyRange.of(chunk.getStatistics(), leaf, chunk.getNum_values(), order);
    }

    private KeyRange.Edge first(SourceFile source) {
        return rangesOf(source.ref().key()).stream()
                .map(KeyRange::first)
                .min(this::compare)
                .orElse(KeyRange.Edge.END);
    }

    private List<KeyRange> rangesOf(ObjectKey source) {
        return ranges.getOrDefault(source, List.of());
    }

    private int compare(KeyRange.Edge a, KeyRange.Edge b) {
        return KeyRange.compare(a, b, leaf, order);
    }

    /** The sources, those whose rows come first before others, as far as footers tell. */
    public List<SourceFile> inOrder() {
        return inOrder;
    }

    /**
     * Whether all rows of a row group come before those of the row groups that follow, and behind those that come
     * before, according to the footers.
     *
     * @param pending the last edge of the row groups before it
     */
    public boolean isApart(ObjectKey source, int group, KeyRange.Edge pending) {
        List<KeyRange> ofSource = rangesOf(source);
        KeyRange range = ofSource.get(group);
        boolean isApart = precedes(pending, range.first())
                && precedes(range.last(), firstsBehind[positions.getOrDefault(source, 0)]);
        for (KeyRange later : ofSource.subList(group + 1, ofSource.size())) {
            isApart &= precedes(range.last(), later.first());
        }
        return isApart;
    }

    /** Whether all rows of a row group come behind an edge, according to the footers. */
    public boolean follows(ObjectKey source, int group, KeyRange.Edge edge) {
        return precedes(edge, rangesOf(source).get(group).first());
    }

    /** Whether some row group, in the sequence in which they are read, does not follow those before it. */
    public boolean isAnyMixed() {
        KeyRange.Edge passed = KeyRange.Edge.START;
        for (SourceFile source : inOrder) {
            for (int group = 0; group < rangesOf(source.ref().key()).size(); group++) {
                boolean hasRows =
                        !KeyRange.EMPTY.equals(rangesOf(source.ref().key()).get(group));
                if (hasRows && !follows(source.ref().key(), group, passed)) {
                    return true;
                }
                passed = later(passed, source.ref().key(), group);
            }
        }
        return false;
    }

    /** Rows with equal first keys may be in any order by the other keys. */
    private boolean precedes(KeyRange.Edge last, KeyRange.Edge first) {
        int compared = compare(last, first);
        return compared < 0 || (compared == 0 && isOnly);
    }

    /** The one of two edges that comes last. */
    public KeyRange.Edge later(KeyRange.Edge edge, ObjectKey source, int group) {
        KeyRange.Edge last = rangesOf(source).get(group).last();
        return compare(edge, last) < 0 ? last : edge;
    }
}
