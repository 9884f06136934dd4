package dev.coldpress.app;

import dev.coldpress.PlannedPartition;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.plan.DataFile;
import dev.coldpress.plan.FileGroup;
import java.io.PrintStream;
import java.net.URI;

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
        json.beginObject().field("partition", partition.partition().path());
        json.name("groups").beginArray();
        partition.groups().forEach(this::group);
        json.endArray();
        ReportJson.filesLeftAlone(json, partition.filesLeftAlone());
        ReportJson.leftAlone(json, partition.leftAlone());
        json.endObject();
    }

    @Override
    public void notInLayout(String path) {
        json.beginObject().field("notInLayout", path).endObject();
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
