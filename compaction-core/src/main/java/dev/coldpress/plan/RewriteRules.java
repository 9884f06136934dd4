package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.Compression;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.RowGroupSummary;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which files that are large already are written again. What a rewrite makes of a file fits the same rules, so that it
 * is written again no further time: its columns have the wanted codec, and outputs are never written again for the sake
 * of their row groups, because they would come out the same.
 *
 * @param compression that is wanted; empty keeps what files have
 */
public record RewriteRules(Set<Rewrite> wanted, Optional<Compression> compression) {

    /** Of fewer bytes on average, row groups are tiny: a reader waits for many small reads. */
    public static final long TINY_ROW_GROUP_BYTES = 8L << 20;

    /**
     * With this number of rows, a row group is not tiny, however few bytes it has: DuckDB writes such, and merges copy
     * them.
     */
    public static final long TINY_ROW_GROUP_ROWS = 122_880;

    public RewriteRules {
        wanted = Set.copyOf(wanted);
    }

    /** Whether nothing is ever written again. */
    public boolean areNone() {
        return wanted.isEmpty();
    }

    /** Why a large file is written again; empty if it is not. */
    public Optional<GroupReason> reason(ObjectKey file, ParquetFooter footer) {
        if (wanted.contains(Rewrite.CODEC) && hasOtherCodec(footer)) {
            return Optional.of(GroupReason.RECOMPRESS);
        }
        boolean isToBeLaidOut =
                wanted.contains(Rewrite.LAYOUT) && !OutputNames.isOutput(file) && hasTinyRowGroups(footer);
        return isToBeLaidOut ? Optional.of(GroupReason.RELAYOUT) : Optional.empty();
    }

    private boolean hasOtherCodec(ParquetFooter footer) {
        return compression.isPresent()
                && footer.columns().stream()
                        .map(ColumnSummary::codecs)
                        .flatMap(List::stream)
                        .anyMatch(codec -> !codec.equals(compression.get().name()));
    }

    private static boolean hasTinyRowGroups(ParquetFooter footer) {
        List<RowGroupSummary> rowGroups = footer.rowGroups().stream()
                .filter(group -> group.rowCount() > 0)
                .toList();
        if (rowGroups.size() < 2) {
            return false;
        }
        long bytes =
                rowGroups.stream().mapToLong(RowGroupSummary::compressedBytes).sum();
        return bytes / rowGroups.size() < TINY_ROW_GROUP_BYTES
                && footer.rowCount() / rowGroups.size() < TINY_ROW_GROUP_ROWS;
    }
}
