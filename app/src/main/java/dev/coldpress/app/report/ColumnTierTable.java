package dev.coldpress.app.report;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.TextTable;
import dev.coldpress.port.parquet.ColumnTier;
import java.io.PrintStream;
import java.util.List;

/** Says in which tier columns are merged, and why in no cheaper one. */
public final class ColumnTierTable {

    private ColumnTierTable() {}

    public static void print(PrintStream out, String title, List<ColumnTier> columns) {
        TextTable table = new TextTable("lrll", "COLUMN", "CHUNKS", "TIER", "BECAUSE");
        columns.forEach(
                column -> table.row(column.column(), Amounts.count(column.chunks()), column.tier(), column.reason()));
        out.println();
        out.println(title);
        table.lines().forEach(out::println);
    }
}
