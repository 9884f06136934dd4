package dev.coldpress.acceptance.pruning;

import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.port.parquet.SortOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The program behind {@code scripts/pruning [FILES]}. */
public final class PruningCheck {

    private static final double MEGABYTE = 1 << 20;

    private PruningCheck() {}

    public static void main(String[] args) throws IOException, SQLException {
        if (args.length > 1) {
            System.err.println("usage: scripts/pruning [FILES]");
            System.exit(2);
        }
        int files = args.length == 0 ? 200 : Integer.parseInt(args[0]);
        try (TemporaryFolder folder = TemporaryFolder.create("coldpress-pruning")) {
            PrunedLake lake = PrunedLake.ofAllUsers(folder.path(), files, 10_000, PrunedLake.ONE_OUTPUT);
            System.out.println(
                    "| files | filter | row groups | rows in pages that are left | MB, parquet-java | MB, DuckDB |");
            System.out.println("|---|---|---|---|---|---|");
            print("sources", lake.sources());
            print("merged, not sorted", lake.merged(SortOrder.NONE));
            print("sorted by `user_id`", lake.merged(PrunedLake.by("user_id")));
            print("sorted by `ts`", lake.merged(PrunedLake.by("ts")));
            PrunedLake several = lake.withTarget(PrunedLake.SEVERAL_OUTPUTS);
            print("several outputs, sorted by `user_id`", several.merged(PrunedLake.by("user_id")));
            PrunedLake divided = several.dividedByUsers();
            print("sources divided by users", divided.sources());
            print("merged, not sorted", divided.merged(SortOrder.NONE));
            // All files have the same value in this column, so they are grouped by their keys.
            print("sorted by `user_id`, grouped by key", divided.merged(PrunedLake.by("one", "user_id")));
            print("sorted by `user_id`, grouped by range", divided.merged(PrunedLake.by("user_id")));
        }
    }

    private static void print(String name, List<Path> files) throws IOException, SQLException {
        for (RowFilter filter : List.of(RowFilter.ofOneUser(), RowFilter.ofOneMinute())) {
            FilterCost cost = FilterCost.of(files, filter);
            System.out.printf(
                    Locale.ROOT,
                    "| %s: %d, %.0f MB | %s: %,d rows | %d of %d | %,d | %.1f | %.1f |%n",
                    name,
                    files.size(),
                    FilterCost.bytesOf(files) / MEGABYTE,
                    filter.name(),
                    cost.rows(),
                    cost.rowGroups(),
                    FilterCost.rowGroupsOf(files),
                    cost.candidates(),
                    cost.parquetJavaBytes() / MEGABYTE,
                    cost.duckDbBytes() / MEGABYTE);
        }
    }
}
