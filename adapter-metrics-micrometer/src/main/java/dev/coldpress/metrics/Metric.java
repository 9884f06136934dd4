package dev.coldpress.metrics;

/**
 * The table of all metrics. Whatever is not in it is not measured; whatever is has a row in {@code docs/metrics.md}.
 */
enum Metric {
    RUNS("compaction.runs", Type.COUNTER, "", "result", "runs that ended"),
    RUN_DURATION("compaction.run.duration", Type.TIMER, "", "", "runs that were not cut short by an exception"),
    LAST_SUCCESS(
            "compaction.last.success.timestamp",
            Type.GAUGE,
            "seconds",
            "",
            "when the last run ended that looked at the whole lake and in which no partition failed, in Unix time"),
    PARTITIONS("compaction.partitions", Type.COUNTER, "", "state", "partitions that a run has looked into"),
    PARTITIONS_MATCHED(
            "compaction.partitions.matched",
            Type.GAUGE,
            "",
            "",
            "partitions of the layout that the last run found, hot and excluded ones too; 0 means that the layout is wrong, or"
                    + " the lake is empty"),
    PARTITIONS_SKIPPED(
            "compaction.partitions.skipped",
            Type.GAUGE,
            "",
            "reason",
            "partitions, and paths out of the layout, that the last run left alone"),
    FILES_SKIPPED(
            "compaction.files.skipped",
            Type.GAUGE,
            "",
            "reason",
            "files, links and directories in partitions that the last run left alone, for whatever reason but their size"),
    BACKLOG_PARTITIONS(
            "compaction.backlog.partitions",
            Type.GAUGE,
            "",
            "",
            "partitions in which the last run left something to merge, or that failed"),
    BACKLOG_FILES("compaction.backlog.files", Type.GAUGE, "", "", "small files that the last run left to a later one"),
    BACKLOG_BYTES("compaction.backlog.bytes", Type.GAUGE, "", "", "size of these files"),
    BACKLOG_AGE(
            "compaction.backlog.oldest.age",
            Type.GAUGE,
            "seconds",
            "",
            "how long ago the oldest of these files was written; 0 without a backlog"),
    GROUPS("compaction.groups", Type.COUNTER, "", "result", "groups of files, by what became of them"),
    STAGE_DURATION(
            "compaction.stage.duration",
            Type.TIMER,
            "",
            "stage",
            "pieces of work: a listing, a merge, a round of deletes"),
    INPUT_FILES("compaction.input.files", Type.COUNTER, "", "", "files that became part of a merged file"),
    INPUT_BYTES("compaction.input.bytes", Type.COUNTER, "", "", "size of these files"),
    INPUT_ROWS("compaction.input.rows", Type.COUNTER, "", "", "rows in these files"),
    OUTPUT_FILES("compaction.output.files", Type.COUNTER, "", "", "merged files"),
    OUTPUT_BYTES("compaction.output.bytes", Type.COUNTER, "", "", "size of the merged files"),
    OUTPUT_ROWS("compaction.output.rows", Type.COUNTER, "", "", "rows in the merged files"),
    OUTPUT_FILE_SIZE(
            "compaction.output.file.size", Type.DISTRIBUTION, "bytes", "", "size of each merged file, as a histogram"),
    COLUMNS("compaction.columns", Type.COUNTER, "", "tier", "column chunks written, by how they were made"),
    DUPLICATE_WINDOW(
            "compaction.duplicate.window",
            Type.TIMER,
            "",
            "",
            "for each merged file, from the first publish of its round to the last delete: readers may see rows twice"),
    SOURCES_DELETED(
            "compaction.sources.deleted", Type.COUNTER, "", "result", "the store's answers to deletes of sources"),
    RECOVERED(
            "compaction.recovered",
            Type.COUNTER,
            "",
            "action",
            "outputs, uploads and objects that another or an earlier process left unfinished and that were dealt with"),
    QUARANTINED(
            "compaction.quarantined",
            Type.GAUGE,
            "",
            "reason",
            "small files that the last run set aside because they cannot be merged; somebody should look at them"),
    VERIFY_FAILURES(
            "compaction.verify.failures",
            Type.COUNTER,
            "",
            "",
            "merged files that were not what their sources promised, and were discarded: a bug"),
    CLAIMS("compaction.claims", Type.COUNTER, "", "result", "attempts to work on a partition"),
    STORE_OPERATIONS(
            "compaction.store.operations",
            Type.COUNTER,
            "",
            "op, result",
            "calls of the store, as the compactor makes them; a client's own retries, pages and batches are not seen"),
    STORE_BYTES("compaction.store.bytes", Type.COUNTER, "", "direction", "bytes that went to and from the store");

    private final String id;
    private final Type type;
    private final String unit;
    private final String labels;
    private final String meaning;

    Metric(String id, Type type, String unit, String labels, String meaning) {
        this.id = id;
        this.type = type;
        this.unit = unit;
        this.labels = labels;
        this.meaning = meaning;
    }

    /** Micrometer's name. */
    String id() {
        return id;
    }

    Type type() {
        return type;
    }

    /** Empty if the name says it, or there is none. */
    String unit() {
        return unit;
    }

    /** Comma-separated; empty if there is none. */
    String labels() {
        return labels;
    }

    /** What is counted or measured; for people. */
    String meaning() {
        return meaning;
    }

    /** What Prometheus calls it; of a timer or distribution the part that its series have in common. */
    String prometheusName() {
        String name = id.replace('.', '_');
        return switch (type) {
            case COUNTER -> name + "_total";
            case TIMER -> name + "_seconds";
            case GAUGE, DISTRIBUTION -> unit.isEmpty() ? name : name + "_" + unit;
        };
    }

    enum Type {
        COUNTER,
        GAUGE,
        TIMER,
        DISTRIBUTION
    }
}
