package dev.coldpress.app.inspect;

import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.print.TextTable;
import dev.coldpress.app.report.ReportJson;
import dev.coldpress.plan.ColumnOverlap;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.parquet.ColumnSummary;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.ParquetFooter;
import dev.coldpress.port.parquet.RowGroupSummary;
import dev.coldpress.port.parquet.SortColumn;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints what a Parquet file is made of. */
public final class FileInspection {

    /** Row groups, columns and metadata keys that people are shown; JSON has all of them. */
    private static final int MAX_LINES = 200;

    private static final int MAX_VALUE_LENGTH = 80;

    private FileInspection() {}

    static void print(
            PrintStream out,
            ListedObject file,
            ParquetFooter footer,
            List<ColumnTier> tiers,
            List<ColumnOverlap> overlaps) {
        out.println(file.key() + ": " + Amounts.count(footer.rowCount(), "row") + ", "
                + Amounts.megabytes(file.ref().sizeBytes()) + " MB, "
                + Amounts.count(footer.rowGroups().size(), "row group") + ", "
                + Amounts.count(footer.columns().size(), "column") + ", written by "
                + (footer.createdBy().isEmpty() ? "(not said)" : footer.createdBy()));
        out.println();
        lines(out, rowGroups(footer));
        if (!footer.sorting().isEmpty()) {
            String columns = footer.sorting().stream().map(SortColumn::toString).collect(Collectors.joining(", "));
            out.println("It declares that it is sorted by " + printable(columns) + ".");
            out.println();
        }
        lines(out, columns(footer, tiers, overlaps));
        lines(out, keyValues(footer));
    }

    private static TextTable rowGroups(ParquetFooter footer) {
        TextTable table = new TextTable("rrr", "ROW GROUP", "ROWS", "MB");
        int number = 0;
        for (RowGroupSummary rowGroup : footer.rowGroups()) {
            table.row(
                    Amounts.count(number++),
                    Amounts.count(rowGroup.rowCount()),
                    Amounts.megabytes(rowGroup.compressedBytes()));
        }
        return table;
    }

    private static TextTable columns(ParquetFooter footer, List<ColumnTier> tiers, List<ColumnOverlap> overlaps) {
        TextTable table =
                new TextTable("lrrrlrl", "COLUMN", "VALUES", "NULLS", "MB", "CODEC", "OVERLAP", "WOULD MERGE BY");
        for (ColumnSummary column : footer.columns()) {
            OptionalLong nulls = column.nullCount();
            table.row(
                    String.join(".", column.path()),
                    Amounts.count(column.valueCount()),
                    nulls.isPresent() ? Amounts.count(nulls.getAsLong()) : "?",
                    Amounts.megabytes(column.compressedBytes()),
                    String.join(", ", column.codecs()),
                    overlapOf(column, overlaps),
                    tiersOf(column, tiers));
        }
        return table;
    }

    /** A part of the pairs of row groups, or nothing where there is none to tell. */
    private static String overlapOf(ColumnSummary column, List<ColumnOverlap> overlaps) {
        return OverlapText.of(overlap(column, overlaps));
    }

    private static OptionalDouble overlap(ColumnSummary column, List<ColumnOverlap> overlaps) {
        String name = String.join(".", column.path());
        return overlaps.stream()
                .filter(overlap -> overlap.column().equals(name))
                .findFirst()
                .map(ColumnOverlap::ofRowGroups)
                .orElse(OptionalDouble.empty());
    }

    private static String tiersOf(ColumnSummary column, List<ColumnTier> tiers) {
        String name = String.join(".", column.path());
        return tiers.stream()
                .filter(tier -> tier.column().equals(name))
                .map(ColumnTier::tier)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static TextTable keyValues(ParquetFooter footer) {
        TextTable table = new TextTable("ll", "KEY", "VALUE");
        new TreeMap<>(footer.keyValueMetadata()).forEach((key, value) -> table.row(printable(key), printable(value)));
        return table;
    }

    /** On one line, not too long, and without what could steer a terminal: a file may hold anything. */
    public static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= MAX_VALUE_LENGTH
                ? plain
                : plain.substring(0, MAX_VALUE_LENGTH) + "... (" + Amounts.count(plain.length()) + " characters)";
    }

    /** The first lines of a table that may be long. */
    static void lines(PrintStream out, TextTable table) {
        var lines = table.lines();
        lines.stream().limit(MAX_LINES).forEach(out::println);
        if (lines.size() > MAX_LINES) {
            out.println("... and " + Amounts.count(lines.size() - MAX_LINES) + " more; --json has them all");
        }
        if (lines.size() > 1) {
            out.println();
        }
    }

    static void print(
            JsonWriter json,
            ListedObject file,
            ParquetFooter footer,
            List<ColumnTier> tiers,
            List<ColumnOverlap> overlaps) {
        json.beginObject()
                .field("key", file.key().path())
                .field("bytes", file.ref().sizeBytes())
                .field("rows", footer.rowCount())
                .field("createdBy", footer.createdBy());
        json.name("rowGroups").beginArray();
        for (RowGroupSummary rowGroup : footer.rowGroups()) {
            json.beginObject()
                    .field("rows", rowGroup.rowCount())
                    .field("compressedBytes", rowGroup.compressedBytes())
                    .endObject();
        }
        json.endArray().name("sorting").beginArray();
        footer.sorting().forEach(column -> json.value(column.toString()));
        json.endArray().name("columns").beginArray();
        footer.columns().forEach(column -> print(json, column, overlap(column, overlaps)));
        json.endArray();
        ReportJson.columnTiers(json, tiers);
        json.name("keyValueMetadata").beginObject();
        new TreeMap<>(footer.keyValueMetadata()).forEach(json::field);
        json.endObject().endObject().end();
    }

    private static void print(JsonWriter json, ColumnSummary column, OptionalDouble overlap) {
        json.beginObject().name("path").beginArray();
        column.path().forEach(json::value);
        json.endArray().field("values", column.valueCount()).name("nulls");
        column.nullCount().ifPresentOrElse(json::value, json::nullValue);
        json.name("overlap");
        overlap.ifPresentOrElse(json::value, json::nullValue);
        json.field("compressedBytes", column.compressedBytes()).name("codecs").beginArray();
        column.codecs().forEach(json::value);
        json.endArray().endObject();
    }
}
