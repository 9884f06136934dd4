package dev.coldpress.merge;

import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.MergeSpec;
import dev.coldpress.port.parquet.MergedFile;
import dev.coldpress.port.parquet.ParquetFooter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Holds a merged file's footer, as parsed from the bytes that were written, against what the sources promised. */
public final class MergeVerifier {

    private MergeVerifier() {}

    /**
     * Compares schema, metadata, rows, and values and nulls of each column.
     *
     * @param plannedRowCount the rows of the group's sources, from the footers that the plan was made of
     * @throws IllegalStateException with the first difference; the output must not be published
     */
    public static void verify(MergeSpec spec, MergedFile merged, long plannedRowCount) {
        ParquetFooter footer = merged.footer();
        requireSame("schema", spec.schema(), footer.schema());
        requireSame("key-value metadata", spec.completeMetadata(footer.rowGroups()), footer.keyValueMetadata());
        require("row count of the sources", plannedRowCount, merged.sourceRowCount());
        require("row count", plannedRowCount, footer.rowCount());
        long inRowGroups =
                footer.rowGroups().stream().mapToLong(group -> group.rowCount()).sum();
        require("row count of all row groups", plannedRowCount, inRowGroups);
        columns(merged.sourceColumns(), footer.columns());
    }

    private static void columns(List<ColumnSummary> expected, List<ColumnSummary> written) {
        Map<List<String>, ColumnSummary> byPath = new HashMap<>();
        written.forEach(column -> byPath.put(column.path(), column));
        for (ColumnSummary source : expected) {
            String name = String.join(".", source.path());
            ColumnSummary output = byPath.get(source.path());
            if (output == null) {
                throw new IllegalStateException("The output lacks the column " + name);
            }
            require("value count of " + name, source.valueCount(), output.valueCount());
            require("null count of " + name, text(source.nullCount()), text(output.nullCount()));
        }
    }

    private static String text(OptionalLong count) {
        return count.isPresent() ? String.valueOf(count.getAsLong()) : "unknown";
    }

    /** For what is too long to be printed. */
    private static void requireSame(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("The merged file differs from its sources: it has another " + what
                    + " than was planned; this is a defect, and the sources stay");
        }
    }

    private static void require(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException(
                    "The merged file differs from its sources: " + what + " is " + found + ", expected " + expected);
        }
    }
}
