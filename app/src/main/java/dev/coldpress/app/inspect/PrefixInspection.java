package dev.coldpress.app.inspect;

import dev.coldpress.app.lake.LakeFiles;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.print.SizeHistogram.SizeClass;
import dev.coldpress.app.print.TextTable;
import dev.coldpress.plan.ColumnOverlap;
import dev.coldpress.port.KeyPrefix;
import java.io.PrintStream;

/** Prints what lies below a prefix. */
final class PrefixInspection {

    private PrefixInspection() {}

    static void print(PrintStream out, KeyPrefix prefix, LakeFiles files) {
        TextTable table = new TextTable("lrr", "PARQUET FILES", "FILES", "MB");
        for (SizeClass size : files.dataFiles().classes()) {
            if (size.files() > 0) {
                table.row(size.label(), Amounts.count(size.files()), Amounts.megabytes(size.bytes()));
            }
        }
        table.row(
                "in all",
                Amounts.count(files.dataFiles().files()),
                Amounts.megabytes(files.dataFiles().bytes()));
        if (files.otherFiles() > 0) {
            table.row("and other files", Amounts.count(files.otherFiles()), Amounts.megabytes(files.otherBytes()));
        }
        out.println("Below " + (prefix.path().isEmpty() ? "the root" : prefix) + ":");
        table.lines().forEach(out::println);
    }

    static void print(PrintStream out, PrefixRanges ranges) {
        out.println();
        TextTable table = new TextTable("lrr", "OVERLAP OF COLUMN", "FILES", "ROW GROUPS");
        for (ColumnOverlap column : ranges.columns()) {
            table.row(
                    FileInspection.printable(column.column()),
                    OverlapText.of(column.ofFiles()),
                    OverlapText.of(column.ofRowGroups()));
        }
        FileInspection.lines(out, table);
        if (ranges.filesUnreadable() > 0) {
            out.println(
                    "Without " + Amounts.count(ranges.filesUnreadable(), "file") + " whose footers cannot be read.");
        }
        if (ranges.filesLeft() > 0) {
            out.println("Only of the first " + Amounts.count(ranges.filesCompared(), "file")
                    + ", since more take too much memory. Inspect a part of the prefix.");
        }
    }

    static void print(JsonWriter json, KeyPrefix prefix, LakeFiles files, PrefixRanges ranges) {
        json.beginObject()
                .field("prefix", prefix.path())
                .field("files", files.dataFiles().files())
                .field("bytes", files.dataFiles().bytes())
                .field("otherFiles", files.otherFiles())
                .field("otherBytes", files.otherBytes());
        json.name("sizes").beginArray();
        for (SizeClass size : files.dataFiles().classes()) {
            json.beginObject()
                    .field("size", size.label())
                    .field("files", size.files())
                    .field("bytes", size.bytes())
                    .endObject();
        }
        json.endArray()
                .field("filesCompared", ranges.filesCompared())
                .field("filesUnreadable", ranges.filesUnreadable())
                .name("columns")
                .beginArray();
        ranges.columns().forEach(column -> print(json, column));
        json.endArray().endObject().end();
    }

    private static void print(JsonWriter json, ColumnOverlap column) {
        json.beginObject().field("column", column.column()).name("overlapOfFiles");
        column.ofFiles().ifPresentOrElse(json::value, json::nullValue);
        json.name("overlapOfRowGroups");
        column.ofRowGroups().ifPresentOrElse(json::value, json::nullValue);
        json.endObject();
    }
}
