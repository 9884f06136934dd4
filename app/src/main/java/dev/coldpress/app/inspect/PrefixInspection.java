package dev.coldpress.app.inspect;

import dev.coldpress.app.lake.LakeFiles;
import dev.coldpress.app.print.Amounts;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.print.SizeHistogram.SizeClass;
import dev.coldpress.app.print.TextTable;
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

    static void print(JsonWriter json, KeyPrefix prefix, LakeFiles files) {
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
        json.endArray().endObject().end();
    }
}
