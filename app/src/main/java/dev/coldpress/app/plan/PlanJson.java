package dev.coldpress.app.plan;

import dev.coldpress.app.lake.LayoutReport;
import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.app.report.ReportJson;
import dev.coldpress.merge.OrderForecast;
import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.FileGroup;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.report.PlanDepth;
import dev.coldpress.report.PlannedPartition;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A plan for machines. */
final class PlanJson implements PlanOutput {

    private final JsonWriter json;
    private final Function<FileGroup, Optional<GroupForecast>> forecasts;
    private final PlanTotals totals = new PlanTotals();

    /** @param forecasts what is told of each group besides */
    PlanJson(PrintStream out, URI root, PlanDepth depth, Function<FileGroup, Optional<GroupForecast>> forecasts) {
        this.forecasts = forecasts;
        json = new JsonWriter(out);
        json.beginObject()
                .field("root", root.toString())
                .field("footersRead", depth == PlanDepth.FOOTERS)
                .name("partitions")
                .beginArray();
    }

    @Override
    public void accept(PlannedPartition partition) {
        totals.add(partition);
        begin(
                partition.partition().path(),
                partition.groups(),
                partition.filesLeftAlone(),
                partition.entriesLeftAlone());
        end(partition.leftAlone(), partition.failure());
    }

    @Override
    public void pathLeftAlone(String path, Skip why) {
        totals.addLeftAlone(why.reason());
        begin(path, List.of(), List.of(), List.of());
        end(Optional.of(why), Optional.empty());
    }

    private void begin(
            String path,
            List<FileGroup> groups,
            List<SkippedFile> filesLeftAlone,
            List<EntriesLeftAlone> entriesLeftAlone) {
        json.beginObject().field("partition", path).name("groups").beginArray();
        groups.forEach(this::group);
        json.endArray();
        ReportJson.filesLeftAlone(json, filesLeftAlone);
        ReportJson.entriesLeftAlone(json, entriesLeftAlone);
    }

    private void end(Optional<Skip> leftAlone, Optional<String> failure) {
        ReportJson.leftAlone(json, leftAlone);
        json.name("failure");
        failure.ifPresentOrElse(json::value, json::nullValue);
        json.endObject();
    }

    @Override
    public boolean end(LayoutReport layout) {
        json.endArray().name("totals").beginObject();
        json.field("partitions", totals.partitions())
                .field("files", totals.files())
                .field("bytes", totals.bytes())
                .field("outputs", totals.outputs())
                .field("filesLeftAlone", totals.filesLeftAlone())
                .field("partitionsFailed", totals.partitionsFailed());
        ReportJson.counts(json, "partitionsLeftAlone", totals.partitionsLeftAlone());
        ReportJson.counts(json, "entriesLeftAlone", totals.entriesLeftAlone());
        json.endObject().field("success", totals.partitionsFailed() == 0);
        layout.print(json);
        json.endObject().end();
        return totals.partitionsFailed() == 0;
    }

    private void group(FileGroup group) {
        json.beginObject()
                .field("reason", group.reason().label())
                .field("bytes", group.sizeBytes())
                .name("files")
                .beginArray();
        group.files().forEach(file -> json.value(file.key().path()));
        json.endArray().name("superseded").beginArray();
        group.superseded().forEach(file -> json.value(file.key().path()));
        json.endArray();
        forecasts.apply(group).ifPresent(this::forecast);
        json.endObject();
    }

    private void forecast(GroupForecast forecast) {
        OrderForecast order = forecast.order();
        json.name("order").beginObject().field("made", ForecastText.made(forecast));
        json.name("columns").beginArray();
        order.columns().forEach(column -> json.value(column.toString()));
        json.endArray()
                .field("sources", order.sources())
                .field("sourcesThatDeclareIt", order.declaring())
                .field("rows", order.rows())
                .field("rowsThatMayMove", order.mayMove())
                .endObject();
        json.name("tiers").beginObject();
        forecast.tiers().forEach(json::field);
        json.endObject();
    }
}
