package dev.coldpress.plan;

/** Why a file or a partition is left alone. The labels appear in plans, reports, log lines and metrics. */
public enum SkipReason {
    HOT("hot", "The partition's time has not ended yet in UTC, so data may still arrive."),
    QUIET_PERIOD("quiet-period", "Something was written here a moment ago; sinks flush late."),
    TOO_FEW_FILES("too-few-files", "Too few small files to be worth merging."),
    ALREADY_SIZED("already-sized", "The file is large enough as it is."),
    AMPLIFICATION(
            "amplification",
            "A large file would be rewritten for little; it waits for more small files, or until nothing has arrived"
                    + " for long."),
    CLAIMED_BY_ANOTHER("claimed-by-another", "Another compactor is at work on the partition."),
    COMPACTED_BY_ANOTHER(
            "compacted-by-another",
            "It was compacted during this run, by another compactor or by one whose report was lost."),
    SCHEMA_CONFLICT("schema-conflict", "The file's schema cannot be reconciled with that of any other file here."),
    METADATA_CONFLICT(
            "metadata-conflict", "The file's metadata gives its values another meaning than those of its neighbours."),
    ENCRYPTED("encrypted", "The file is encrypted, and merging it would need its keys."),
    UNSUPPORTED("unsupported", "The file uses a part of the format that cannot be merged faithfully."),
    QUARANTINED("quarantined", "The file could not be read, or its merge failed before; somebody should look at it."),
    ROWS_TWICE("rows-twice", "Some of the file's rows are in another file too, and neither holds all of the other's."),
    MEMORY_BUDGET("memory-budget", "The merge would need more memory than it may have."),
    RUN_BUDGET("run-budget", "The run has reached its limit; a later run goes on here."),
    NOT_IN_LAYOUT("not-in-layout", "The path does not match the layout of the lake."),
    TABLE_FORMAT_MANAGED(
            "table-format-managed",
            "A table format (Iceberg, Delta, Hudi) or Spark's streaming sink keeps its own list of these files."),
    SUMMARY_FILE(
            "summary-file",
            "A _metadata or _common_metadata here or above names these files, and a merge would make it untrue."),
    FILE_NAME("file-name", "The name is not one of those that the settings take for data."),
    SYMBOLIC_LINK(
            "symbolic-link", "It is a symbolic link, or one leads to it and would lead to nothing after a merge."),
    SPECIAL_FILE("special-file", "It is a pipe, a socket or a device."),
    UNUSABLE_NAME(
            "unusable-name",
            "The name has a backslash, a control character or bytes that are no UTF-8, or its path is too long."),
    EXCLUDED("excluded", "The settings leave it out: by include, exclude, shard, or look-back.");

    private final String label;
    private final String explanation;

    SkipReason(String label, String explanation) {
        this.label = label;
        this.explanation = explanation;
    }

    /** The name for machines: lower case, with hyphens. It never changes. */
    public String label() {
        return label;
    }

    /** One sentence for people. */
    public String explanation() {
        return explanation;
    }

    @Override
    public String toString() {
        return label;
    }
}
