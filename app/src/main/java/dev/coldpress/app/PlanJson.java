package dev.coldpress.app;

import dev.coldpress.FileLeftAlone;
import dev.coldpress.PlannedPartition;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A plan for machines. */
final class PlanJson implements PlanOutput {

    private final JsonWriter json;
    private final PlanTotals totals = new PlanTotals();

    PlanJson(PrintStream out, URI root) {
        json = new JsonWriter(out);
        json.beginObject().field("root", root.toString()).name("partitions").beginArray();
    }

    @Override
    public void accept(PlannedPartition partition) {
        totals.add(partition);
        partition(partition.partition().path(), partition.groups(), partition.filesLeftAlone(), partition.leftAlone());
    }

    @Override
    public void notInLayout(String path) {
        totals.addLeftAlone(SkipReason.NOT_IN_LAYOUT);
        partition(path, List.of(), List.of(), Optional.of(new Skip(SkipReason.NOT_IN_LAYOUT, "")));
    }

    private void partition(
            String path, List<FileGroup> groups, List<FileLeftAlone> filesLeftAlone, Optional<Skip> leftAlone) {
        json.beginObject().field("partition", path).name("groups").beginArray();
        groups.forEach(this::group);
        json.endArray();
        ReportJson.filesLeftAlone(json, filesLeftAlone);
        ReportJson.leftAlone(json, leftAlone);
        json.endObject();
    }

    @Override
    public void end() {
        json.endArray().name("totals").beginObject();
        json.field("partitions", totals.partitions())
                .field("files", totals.files())
                .field("bytes", totals.bytes())
                .field("outputs", totals.outputs())
                .field("filesLeftAlone", totals.filesLeftAlone());
        ReportJson.partitionsLeftAlone(json, totals.partitionsLeftAlone());
        json.endObject().endObject().end();
    }

    private void group(FileGroup group) {
        json.beginObject().field("bytes", group.sizeBytes()).name("files").beginArray();
        for (DataFile file : group.files()) {
            json.value(file.key().path());
        }
        json.endArray().endObject();
    }
}
