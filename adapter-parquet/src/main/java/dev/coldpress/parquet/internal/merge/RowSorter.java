package dev.coldpress.parquet.internal.merge;

import dev.coldpress.parquet.internal.bytes.MemoryPlan;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.compression.PageCodecs;
import dev.coldpress.parquet.internal.footer.DeclaredOrder;
import dev.coldpress.parquet.internal.footer.FooterReader;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.footer.SourceChunk;
import dev.coldpress.parquet.internal.footer.SourceFooter;
import dev.coldpress.parquet.internal.footer.SourceRowGroup;
import dev.coldpress.parquet.internal.mapping.ColumnMapping;
import dev.coldpress.parquet.internal.mapping.SchemaMapping;
import dev.coldpress.parquet.internal.order.ColumnRows;
import dev.coldpress.parquet.internal.order.KeyRange;
import dev.coldpress.parquet.internal.order.RowBuffers;
import dev.coldpress.parquet.internal.order.RowOrder;
import dev.coldpress.parquet.internal.repage.RepageBuffers;
import dev.coldpress.parquet.internal.source.LargeRowGroups;
import dev.coldpress.parquet.internal.source.LoadedRowGroup;
import dev.coldpress.parquet.internal.source.LoadedRowGroup.LeafColumns;
import dev.coldpress.parquet.internal.source.RowGroupBatch;
import dev.coldpress.parquet.internal.source.SourceBytes;
import dev.coldpress.parquet.internal.source.SourceRanges;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedOrder;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.port.parquet.SourceFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.SortingColumn;

/**
 * Finds the order of the rows of each row group of the output, from the values of the columns that they are sorted by.
 */
final class RowSorter implements AutoCloseable {

    /**
     * What a row takes while its order is found, without its keys: its index and a number twice, and what finds rows
     * that are missing.
     */
    private static final int BYTES_PER_ROW = 28;

    /** What would be one row group without sorting becomes at most so many. */
    private static final int MOST_PARTS = 4;

    /** A column that is brought into an order may take one part in this number. */
    private static final int PARTS_PER_COLUMN = 4;

    /** What footers say takes at most one part in this number, because they may say too little. */
    private static final int PARTS_PER_EXPECTED_COLUMN = 6;

    private final List<SortColumn> order;
    private final List<SortingColumn> declared;
    private final List<LeafColumn> columns;
    private final int[] keys;
    private final Map<ObjectKey, Integer> places = new HashMap<>();
    private final SourceRanges ranges;
    private final Set<ObjectKey> claiming = new HashSet<>();
    private final Set<ObjectKey> unsorted = new HashSet<>();
    private long movedRows;
    private int leftUnsorted;
    private KeyRange.Edge passed = KeyRange.Edge.START;
    private final long budgetBytes;
    private final PageCodecs codecs = new PageCodecs();
    private final DecodeBuffers decodeBuffers;
    private final RowBufferPool rowBuffers;
    private final RepageBuffers repageBuffers = new RepageBuffers();
    private final int maxGrowth;
    private final boolean verifyContent;

    /** Reads the footers of all sources. */
    RowSorter(
            MergeSpec spec,
            List<LeafColumn> columns,
            MemoryPlan plan,
            List<SourceFile> sources,
            FooterReader footers,
            RowBufferPool rowBuffers) {
        this.rowBuffers = rowBuffers;
        this.order = spec.sort();
        this.columns = columns;
        sources.forEach(source -> places.putIfAbsent(source.ref().key(), places.size()));
        this.ranges = new SourceRanges(spec, columns, sources, footers);
        this.declared = DeclaredOrder.of(order, columns);
        this.keys = order.stream()
                .mapToInt(column -> DeclaredOrder.index(column.column(), columns))
                .toArray();
        this.budgetBytes = spec.memoryBudgetBytes();
        this.maxGrowth = spec.maxGrowth();
        this.verifyContent = spec.verifyContent();
        this.decodeBuffers = new DecodeBuffers(codecs, plan);
    }

    /** The sources in the sequence in which they are read. */
    List<SourceFile> sources() {
        return ranges.inOrder();
    }

    /** How row groups declare the order. */
    List<SortingColumn> declared() {
        return declared;
    }

    /** A row group with rows becomes a part of the output. */
    void passed(SourceFooter source, SourceRowGroup group) {
        passed = ranges.later(passed, source.key(), group.ordinal());
        List<SortColumn> claimed = source.sorting();
        if (claimed.size() >= order.size() && claimed.subList(0, order.size()).equals(order)) {
            claiming.add(source.key());
        }
    }

    /** What became of the rows so far. */
    MergedOrder report(long rows) {
        Set<ObjectKey> wrong = new HashSet<>(unsorted);
        wrong.retainAll(claiming);
        return new MergedOrder(order, rows, movedRows, unsorted.size(), wrong.size(), leftUnsorted);
    }

    /** Whether rows of a row group, according to the footers, may come before some that passed. */
    boolean isMixed(ObjectKey source, SourceRowGroup group) {
        return !ranges.follows(source, group.ordinal(), passed);
    }

    /** Whether there are such row groups. */
    boolean isAnyMixed() {
        return ranges.isAnyMixed();
    }

    /**
     * Whether all rows of a row group, according to the footers, follow those that passed and come before all others.
     */
    boolean isApart(ObjectKey source, SourceRowGroup group) {
        return ranges.isApart(source, group.ordinal(), passed);
    }

    /** What one column may take that is brought into an order. */
    static long columnBytes(MergeSpec spec) {
        return spec.memoryBudgetBytes() / PARTS_PER_COLUMN;
    }

    /** The most rows that may be brought into an order at once. */
    private long mostRows() {
        return Math.min(
                Integer.MAX_VALUE / 2,
                budgetBytes / PARTS_PER_COLUMN / (BYTES_PER_ROW + (long) Long.BYTES * keys.length));
    }

    /** Whether rows and columns of this size can be brought into an order. */
    boolean hasRoom(long rows, long largestColumn) {
        return rows <= mostRows() && largestColumn <= budgetBytes / PARTS_PER_EXPECTED_COLUMN;
    }

    /**
     * Finds the order of a batch's rows, for which there has to be room; otherwise they stay as they are.
     *
     * @return the order of each row group that is written of it; empty if it is written as it is
     */
    List<RowOrder> arrange(RowGroupBatch batch) {
        batch.sortGroups(Comparator.<LoadedRowGroup>comparingInt(group -> places.getOrDefault(group.key(), 0))
                .thenComparingInt(group -> group.rowGroup().ordinal()));
        if (!hasRoom(batch.rowCount(), batch.largestGather())) {
            leftUnsorted++;
            return List.of();
        }
        RowOrder.Found found = find(batch.groups(), batch.fullRowGroups());
        found.unsorted().forEach(group -> unsorted.add(batch.groups().get(group).key()));
        movedRows += found.movedRows();
        batch.setSorting(declared);
        return found.parts();
    }

    /**
     * So few that readers skip most of the rows where all sources have rows of all keys, and a row group has at most
     * its size, about.
     */
    private static int rowsOfPart(long rows, int fullRowGroups) {
        long rowsOfFullOne = Math.max(1, rows / fullRowGroups);
        return (int) Math.min(rowsOfFullOne, Math.max(LargeRowGroups.LEAST_ROWS, rowsOfFullOne / MOST_PARTS));
    }

    /** Whether whole rows are compared. */
    boolean provesRows() {
        return verifyContent;
    }

    private RowOrder.Found find(List<LoadedRowGroup> groups, int fullRowGroups) {
        List<RowBuffers> taken = new ArrayList<>();
        List<ColumnRows> keyRows = new ArrayList<>();
        for (int key : keys) {
            RowBuffers into = rowBuffers.take();
            taken.add(into);
            keyRows.add(load(groups, key, into));
        }
        RowOrder.Found found = find(groups, keyRows, fullRowGroups);
        taken.forEach(rowBuffers::giveBack);
        return found;
    }

    private RowOrder.Found find(List<LoadedRowGroup> groups, List<ColumnRows> keyRows, int fullRowGroups) {
        int[] firstRows = new int[groups.size() + 1];
        for (int i = 0; i < groups.size(); i++) {
            firstRows[i + 1] =
                    Math.toIntExact(firstRows[i] + groups.get(i).rowGroup().rowCount());
        }
        return RowOrder.find(keyRows, order, firstRows, rowsOfPart(firstRows[groups.size()], fullRowGroups));
    }

    /**
     * Whether a row group of a source is in order, of which only the columns are read that tell.
     *
     * @param leaves of the source
     */
    boolean isSorted(SourceFile source, SourceRowGroup group, SchemaMapping mapping, LeafColumns leaves) {
        int[] positions = new int[group.chunks().size()];
        Map<Integer, SourceChunk> chunks = new LinkedHashMap<>();
        long bytes = 0;
        for (int key : keys) {
            if (mapping.column(key) instanceof ColumnMapping.Present present) {
                SourceChunk chunk = group.chunks().get(present.source());
                chunks.put(present.source(), chunk);
                bytes += chunk.lengthBytes();
            } else if (!(mapping.column(key) instanceof ColumnMapping.Absent)) {
                return false;
            }
        }
        if (bytes > decodeBuffers.plan().pageBytes() || group.rowCount() > mostRows()) {
            return false;
        }
        ByteBuffer read = ByteBuffer.allocate((int) bytes);
        chunks.forEach((column, chunk) -> {
            positions[column] = read.position();
            read.limit((int) (read.position() + chunk.lengthBytes()));
            int end = read.limit();
            source.read(chunk.start(), read);
            read.position(end);
        });
        return find(List.of(new LoadedRowGroup(source.ref().key(), group, mapping, leaves, read.array(), positions)), 1)
                .isInPlace();
    }

    private ColumnRows load(List<LoadedRowGroup> groups, int key, RowBuffers into) {
        LeafColumn leaf = columns.get(key);
        ColumnLoader loader =
                new ColumnLoader(leaf, key, decodeBuffers, repageBuffers, budgetBytes / PARTS_PER_COLUMN, into);
        SourceBytes sources = new SourceBytes(groups, leaf, key, CompressionCodec.UNCOMPRESSED, maxGrowth);
        if (TierChoice.against(groups, key).isEmpty()) {
            try {
                return loader.loadPages(groups, sources, false);
            } catch (RuntimeException e) {
                // This way reads it all the same, or says what is wrong.
                return loader.loadEntries(groups, sources);
            }
        }
        return loader.loadEntries(groups, sources);
    }

    @Override
    public void close() {
        codecs.close();
    }
}
