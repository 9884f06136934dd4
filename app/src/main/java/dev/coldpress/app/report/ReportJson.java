package dev.coldpress.app.report;

import dev.coldpress.app.print.JsonWriter;
import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergedOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields that plans and reports have in common. */
public final class ReportJson {

    private ReportJson() {}

    /** An object, or null. */
    public static void leftAlone(JsonWriter json, Optional<Skip> leftAlone) {
        json.name("leftAlone");
        leftAlone.ifPresentOrElse(
                reason -> json.beginObject()
                        .field("reason", reason.reason().label())
                        .field("detail", reason.detail())
                        .endObject(),
                json::nullValue);
    }

    /** An array with an object for each way in which chunks of a column are made. */
    public static void columnTiers(JsonWriter json, List<ColumnTier> columns) {
        json.name("columnTiers").beginArray();
        for (ColumnTier column : columns) {
            json.beginObject()
                    .field("column", column.column())
                    .field("tier", column.tier())
                    .field("chunks", column.chunks())
                    .field("reason", column.reason())
                    .endObject();
        }
        json.endArray();
    }

    /** An object that says how the rows of a merged file were sorted. */
    public static void order(JsonWriter json, MergedOrder order) {
        json.name("order").beginObject().name("columns").beginArray();
        order.columns().forEach(column -> json.value(column.toString()));
        json.endArray()
                .field("rowsMoved", order.movedRows())
                .name("shareOfRowsMoved")
                .value(order.movedShare())
                .field("unsortedSources", order.unsortedSources())
                .field("sourcesWithWrongClaims", order.wrongClaims())
                .field("rowGroupsNotSorted", order.rowGroupsNotSorted())
                .endObject();
    }

    public static void filesLeftAlone(JsonWriter json, List<SkippedFile> files) {
        json.name("filesLeftAlone").beginArray();
        for (SkippedFile file : files) {
            json.beginObject()
                    .field("key", file.key().path())
                    .field("reason", file.reason().label())
                    .field("detail", file.detail())
                    .endObject();
        }
        json.endArray();
    }

    /** What is no data file, by reason. */
    public static void entriesLeftAlone(JsonWriter json, List<EntriesLeftAlone> all) {
        json.name("entriesLeftAlone").beginArray();
        for (EntriesLeftAlone entries : all) {
            json.beginObject()
                    .field("reason", entries.reason().label())
                    .field("count", entries.count())
                    .name("names")
                    .beginArray();
            entries.names().forEach(json::value);
            json.endArray().endObject();
        }
        json.endArray();
    }

    /** How many, by reason. */
    public static void counts(JsonWriter json, String name, Map<SkipReason, ? extends Number> counts) {
        json.name(name).beginObject();
        new TreeMap<>(counts).forEach((reason, count) -> json.field(reason.label(), count.longValue()));
        json.endObject();
    }
}
