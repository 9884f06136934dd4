package dev.coldpress.parquet.internal.footer;

import dev.coldpress.port.parquet.SortColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.jspecify.annotations.Nullable;

/** Reads and writes what row groups say of the order of their rows. */
public final class DeclaredOrder {

    private DeclaredOrder() {}

    /** The columns by which all row groups with rows say to be sorted. */
    static List<SortColumn> of(FileMetaData footer, List<LeafColumn> leaves) {
        @Nullable List<SortColumn> common = null;
        for (RowGroup group : footer.getRow_groups()) {
            if (group.getNum_rows() > 0) {
                List<SortColumn> columns = of(group, leaves);
                common = common == null ? columns : common.subList(0, commonLength(common, columns));
            }
        }
        return common == null ? List.of() : List.copyOf(common);
    }

    /** The columns by which a row group says to be sorted, up to the first that is none of the file's. */
    public static List<SortColumn> of(RowGroup group, List<LeafColumn> leaves) {
        List<SortColumn> columns = new ArrayList<>();
        if (group.isSetSorting_columns()) {
            for (SortingColumn column : group.getSorting_columns()) {
                int index = column.getColumn_idx();
                if (index < 0 || index >= leaves.size()) {
                    break;
                }
                columns.add(
                        new SortColumn(leaves.get(index).dottedPath(), column.isDescending(), column.isNulls_first()));
            }
        }
        return columns;
    }

    private static int commonLength(List<SortColumn> a, List<SortColumn> b) {
        int length = 0;
        while (length < Math.min(a.size(), b.size()) && a.get(length).equals(b.get(length))) {
            length++;
        }
        return length;
    }

    /**
     * The order as row groups of a file declare it.
     *
     * @param leaves of the file
     * @throws IllegalArgumentException if one of the columns is not among them
     */
    public static List<SortingColumn> of(List<SortColumn> order, List<LeafColumn> leaves) {
        return order.stream()
                .map(column ->
                        new SortingColumn(index(column.column(), leaves), column.descending(), column.nullsFirst()))
                .toList();
    }

    /**
     * Finds a column by its path, joined with dots.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public static int index(String column, List<LeafColumn> leaves) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i).dottedPath().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("The file has no column " + column + " to be sorted by");
    }
}
