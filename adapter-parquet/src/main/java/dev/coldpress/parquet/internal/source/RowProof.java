package dev.coldpress.parquet.internal.source;

import dev.coldpress.parquet.internal.chunk.ColumnEntries;
import dev.coldpress.parquet.internal.chunk.DecodeBuffers;
import dev.coldpress.parquet.internal.chunk.ValueKind;
import dev.coldpress.parquet.internal.footer.LeafColumn;
import dev.coldpress.parquet.internal.order.RowOrder;
import dev.coldpress.parquet.internal.page.ContentHash;
import dev.coldpress.port.ObjectKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A hash of each row over all of its columns, of the rows as they are in the sources and as they are in the output. A
 * column that was brought into another order than the others has all of its values, and shows only here. For several
 * threads.
 */
public final class RowProof {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final long SPREAD = 0xC2B2AE3D27D4EB4FL;

    private final AtomicLongArray ofSources;
    private final AtomicLongArray ofOutput;

    /** @param sourceRows of all sources, those included that the output has not got */
    RowProof(int sourceRows, int outputRows) {
        ofSources = new AtomicLongArray(sourceRows);
        ofOutput = new AtomicLongArray(outputRows);
    }

    /** Adds a column of all sources. */
    public void addSources(int column, LeafColumn leaf, List<LoadedRowGroup> groups, DecodeBuffers buffers) {
        int firstRow = 0;
        for (LoadedRowGroup group : groups) {
            addSource(column, leaf, group.open(column, buffers), firstRow);
            firstRow += (int) group.rowGroup().rowCount();
        }
    }

    /** Adds a column of a source. */
    void addSource(int column, LeafColumn leaf, ColumnEntries entries, int firstRow) {
        add(ofSources, column, leaf, entries, firstRow);
    }

    /** Adds a column of a row group of the output, whose rows come behind those of the row groups before it. */
    public void addOutput(int column, LeafColumn leaf, ColumnEntries entries, int firstRow) {
        add(ofOutput, column, leaf, entries, firstRow);
    }

    private static void add(AtomicLongArray into, int column, LeafColumn leaf, ColumnEntries entries, int firstRow) {
        ContentHash hash = new ContentHash(true);
        ValueKind kind = ValueKind.of(leaf);
        int row = firstRow - 1;
        while (entries.next()) {
            if (entries.repetition() == 0) {
                if (row >= firstRow) {
                    into.addAndGet(row, mixed(hash, column));
                }
                hash.reset();
                row++;
            }
            hash.addLevels(entries.repetition(), entries.definition());
            if (entries.definition() == leaf.maxDefinition()) {
                kind.read(entries.cursor(), hash);
            }
        }
        if (row >= firstRow) {
            into.addAndGet(row, mixed(hash, column));
        }
    }

    private static long mixed(ContentHash hash, int column) {
        long mixed = (hash.value() ^ (column * STEP)) * SPREAD;
        return (mixed ^ (mixed >>> 32)) * STEP;
    }

    /**
     * @param orders of the row groups of the output
     * @param firstRowGroup the number of the first one of these
     * @throws IllegalStateException if a row of the output is not the one of a source that the order has there
     */
    void requireEqual(List<RowOrder> orders, ObjectKey output, int firstRowGroup) {
        int firstRow = 0;
        for (int i = 0; i < orders.size(); i++) {
            int wrong = firstUnequal(orders.get(i), firstRow);
            if (wrong >= 0) {
                throw new IllegalStateException(output + ": row " + wrong + " of row group " + (firstRowGroup + i)
                        + " is not the row of the sources that belongs there; this is a defect or broken memory, and the"
                        + " output must not be published");
            }
            firstRow += orders.get(i).size();
        }
    }

    /** The first row of a row group that is not as in the sources, or -1. */
    private int firstUnequal(RowOrder order, int firstRow) {
        for (int i = 0; i < order.size(); i++) {
            if (ofOutput.get(firstRow + i) != ofSources.get(order.row(i))) {
                return i;
            }
        }
        return -1;
    }
}
