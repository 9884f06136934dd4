package dev.coldpress.app.run;

import dev.coldpress.app.lake.LayoutReport;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.report.ReportJson;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionReport;
import dev.coldpress.report.MergeTotals;
import dev.coldpress.report.PartitionReport;
import java.io.PrintStream;
import java.net.URI;

/** The report of a run for machines. Durations are in milliseconds. */
final class RunJson {

    private final JsonWriter json;

    RunJson(PrintStream out) {
        json = new JsonWriter(out);
    }

    void print(URI root, CompactionReport report, LayoutReport layout) {
        json.beginObject()
                .field("root", root.toString())
                .field("startedAt", report.startedAt().toString())
                .field("durationMillis", report.duration().toMillis())
                .field("success", report.isSuccess())
                .field("stopped", report.stopped())
                .field("partitionsCompacted", report.partitionsCompacted())
                .field("partitionsFailed", report.partitionsFailed());
        totals(report.totals());
        ReportJson.counts(json, "partitionsLeftAlone", report.partitionsLeftAlone());
        ReportJson.counts(json, "entriesLeftAlone", report.entriesLeftAlone());
        json.name("partitions").beginArray();
        report.partitions().forEach(this::partition);
        json.endArray();
        layout.print(json);
        json.endObject().end();
    }

    private void totals(MergeTotals totals) {
        json.name("totals")
                .beginObject()
                .field("sourceFiles", totals.sourceFiles())
                .field("sourceBytes", totals.sourceBytes())
                .field("outputFiles", totals.outputFiles())
                .field("outputBytes", totals.outputBytes())
                .field("rows", totals.rowCount())
                .field("writtenBytes", totals.writtenBytes())
                .endObject();
    }

    private void partition(PartitionReport partition) {
        json.beginObject().field("partition", partition.partition().path());
        json.name("compacted").beginArray();
        partition.compacted().forEach(this::group);
        json.endArray();
        ReportJson.filesLeftAlone(json, partition.filesLeftAlone());
        ReportJson.entriesLeftAlone(json, partition.entriesLeftAlone());
        ReportJson.leftAlone(json, partition.leftAlone());
        json.name("failure");
        partition.failure().ifPresentOrElse(failure -> json.value(failure.message()), json::nullValue);
        json.endObject();
    }

    private void group(CompactedGroup group) {
        json.beginObject()
                .field("output", group.output().path())
                .field("sourceFiles", group.sourceFiles())
                .field("sourceBytes", group.sourceBytes())
                .field("outputBytes", group.outputBytes())
                .field("rows", group.rowCount())
                .field("mergeMillis", group.mergeTime().toMillis())
                .field("duplicateWindowMillis", group.duplicateWindow().toMillis())
                .field("recovered", group.recovered())
                .field("mergedAgain", group.mergedAgain());
        ReportJson.columnTiers(json, group.columnTiers());
        group.order().ifPresent(order -> ReportJson.order(json, order));
        json.name("metadataKeysLeftOut").beginArray();
        group.keysLeftOut().forEach(json::value);
        json.endArray();
        json.endObject();
    }
}
