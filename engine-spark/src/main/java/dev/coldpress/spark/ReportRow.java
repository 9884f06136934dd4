package dev.coldpress.spark;

import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergedOrder;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The report of a partition on its way to the driver. The cause of a failure stays behind: its class may be one that
 * only the executor has.
 *
 * @param leftAlone null if something was compacted, or if it failed
 * @param failure null if it did not fail
 */
record ReportRow(
        String partition,
        List<Group> compacted,
        List<LeftFile> filesLeftAlone,
        List<LeftEntries> entriesLeftAlone,
        @Nullable Why leftAlone,
        @Nullable String failure,
        Waiting backlog,
        Duration duration)
        implements Serializable {

    static ReportRow of(PartitionReport report) {
        return new ReportRow(
                report.partition().path(),
                report.compacted().stream().map(Group::of).toList(),
                report.filesLeftAlone().stream().map(LeftFile::of).toList(),
                report.entriesLeftAlone().stream().map(LeftEntries::of).toList(),
                report.leftAlone().map(Why::of).orElse(null),
                report.failure().map(Failure::message).orElse(null),
                Waiting.of(report.backlog()),
                report.duration());
    }

    PartitionReport report() {
        return new PartitionReport(
                KeyPrefix.of(partition),
                compacted.stream().map(Group::group).toList(),
                filesLeftAlone.stream().map(LeftFile::file).toList(),
                entriesLeftAlone.stream().map(LeftEntries::entries).toList(),
                Optional.ofNullable(leftAlone).map(Why::skip),
                Optional.ofNullable(failure).map(message -> new Failure(message, null)),
                backlog.backlog(),
                duration);
    }

    /** @param order null if its sources lie behind each other */
    record Group(
            String output,
            int sourceFiles,
            long sourceBytes,
            long rowCount,
            long outputBytes,
            List<Tier> columnTiers,
            @Nullable Order order,
            List<String> keysLeftOut,
            Duration mergeTime,
            Duration duplicateWindow,
            boolean recovered,
            boolean mergedAgain)
            implements Serializable {

        static Group of(CompactedGroup group) {
            return new Group(
                    group.output().path(),
                    group.sourceFiles(),
                    group.sourceBytes(),
                    group.rowCount(),
                    group.outputBytes(),
                    group.columnTiers().stream().map(Tier::of).toList(),
                    group.order().map(Order::of).orElse(null),
                    group.keysLeftOut(),
                    group.mergeTime(),
                    group.duplicateWindow(),
                    group.recovered(),
                    group.mergedAgain());
        }

        CompactedGroup group() {
            return new CompactedGroup(
                    ObjectKey.of(output),
                    sourceFiles,
                    sourceBytes,
                    rowCount,
                    outputBytes,
                    columnTiers.stream().map(Tier::tier).toList(),
                    Optional.ofNullable(order).map(Order::order),
                    keysLeftOut,
                    mergeTime,
                    duplicateWindow,
                    recovered,
                    mergedAgain);
        }
    }

    record Tier(String column, String name, String reason, int chunks) implements Serializable {

        static Tier of(ColumnTier tier) {
            return new Tier(tier.column(), tier.tier(), tier.reason(), tier.chunks());
        }

        ColumnTier tier() {
            return new ColumnTier(column, name, reason, chunks);
        }
    }

    record Order(
            List<By> columns, long rows, long movedRows, int unsortedSources, int wrongClaims, int rowGroupsNotSorted)
            implements Serializable {

        static Order of(MergedOrder order) {
            return new Order(
                    order.columns().stream().map(By::of).toList(),
                    order.rows(),
                    order.movedRows(),
                    order.unsortedSources(),
                    order.wrongClaims(),
                    order.rowGroupsNotSorted());
        }

        MergedOrder order() {
            return new MergedOrder(
                    columns.stream().map(By::column).toList(),
                    rows,
                    movedRows,
                    unsortedSources,
                    wrongClaims,
                    rowGroupsNotSorted);
        }
    }

    record By(String path, boolean descending, boolean nullsFirst) implements Serializable {

        static By of(SortColumn column) {
            return new By(column.column(), column.descending(), column.nullsFirst());
        }

        SortColumn column() {
            return new SortColumn(path, descending, nullsFirst);
        }
    }

    record Why(SkipReason reason, String detail) implements Serializable {

        static Why of(Skip skip) {
            return new Why(skip.reason(), skip.detail());
        }

        Skip skip() {
            return new Skip(reason, detail);
        }
    }

    record LeftFile(String key, String version, long sizeBytes, Why why) implements Serializable {

        static LeftFile of(SkippedFile file) {
            ObjectRef ref = file.ref();
            return new LeftFile(ref.key().path(), ref.version().token(), ref.sizeBytes(), Why.of(file.skip()));
        }

        SkippedFile file() {
            return new SkippedFile(new ObjectRef(ObjectKey.of(key), new ObjectVersion(version), sizeBytes), why.skip());
        }
    }

    record LeftEntries(SkipReason reason, long count, List<String> names) implements Serializable {

        static LeftEntries of(EntriesLeftAlone entries) {
            return new LeftEntries(entries.reason(), entries.count(), entries.names());
        }

        EntriesLeftAlone entries() {
            return new EntriesLeftAlone(reason, count, names);
        }
    }

    /** @param oldest null if there is none */
    record Waiting(
            int partitions,
            long files,
            long bytes,
            @Nullable Instant oldest) implements Serializable {

        static Waiting of(Backlog backlog) {
            return new Waiting(
                    backlog.partitions(),
                    backlog.files(),
                    backlog.bytes(),
                    backlog.oldest().orElse(null));
        }

        Backlog backlog() {
            return new Backlog(partitions, files, bytes, Optional.ofNullable(oldest));
        }
    }
}
