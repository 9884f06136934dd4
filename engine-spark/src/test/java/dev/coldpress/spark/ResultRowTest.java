package dev.coldpress.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.dispatch.TaskResult;
import dev.coldpress.plan.EntriesLeftAlone;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.plan.SkippedFile;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.parquet.ColumnTier;
import dev.coldpress.port.parquet.MergedOrder;
import dev.coldpress.port.parquet.SortColumn;
import dev.coldpress.report.Backlog;
import dev.coldpress.report.ClaimResult;
import dev.coldpress.report.CompactedGroup;
import dev.coldpress.report.CompactionListener;
import dev.coldpress.report.GroupResult;
import dev.coldpress.report.PartitionReport;
import dev.coldpress.report.PartitionReport.Failure;
import dev.coldpress.report.RecoveryAction;
import dev.coldpress.report.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What crosses the wire arrives as it was, by Java's serialization, as Spark does it. */
class ResultRowTest {

    private static final KeyPrefix HOUR = KeyPrefix.of("app/hour=10/");

    private static ResultRow sent(ResultRow row) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(row);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ResultRow) in.readObject();
        }
    }

    private static PartitionReport sent(PartitionReport report) throws IOException, ClassNotFoundException {
        TaskResult result = new TaskResult(report, Optional.of("0f"), Optional.of(Instant.EPOCH));
        TaskResult back = sent(ResultRow.of(3, result, List.of())).result().orElseThrow();
        assertThat(back.restMark()).isEqualTo(result.restMark());
        assertThat(back.newestOutput()).isEqualTo(result.newestOutput());
        return back.report();
    }

    @Test
    void aReport() throws Exception {
        PartitionReport report = new PartitionReport(
                HOUR,
                List.of(new CompactedGroup(
                        HOUR.key("out.parquet"),
                        3,
                        300,
                        30,
                        200,
                        List.of(new ColumnTier("a.b", "pages-moved", "why", 4)),
                        Optional.of(new MergedOrder(List.of(new SortColumn("a.b", true, false)), 30, 2, 1, 0, 1)),
                        List.of("pandas"),
                        Duration.ofMillis(5),
                        Duration.ofMillis(6),
                        true,
                        true)),
                List.of(new SkippedFile(
                        new ObjectRef(HOUR.key("bad.parquet"), new ObjectVersion("v1"), 7),
                        new Skip(SkipReason.QUARANTINED, "torn"))),
                List.of(new EntriesLeftAlone(SkipReason.FILE_NAME, 2, List.of("a", "b"))),
                Optional.empty(),
                Optional.empty(),
                new Backlog(1, 2, 3, Optional.of(Instant.EPOCH)),
                Duration.ofSeconds(1));
        assertThat(sent(report)).isEqualTo(report);
    }

    @Test
    void whatWasLeftAloneAndWhatFailed() throws Exception {
        PartitionReport left = PartitionReport.leftAlone(HOUR, new Skip(SkipReason.TOO_FEW_FILES, "1"));
        assertThat(sent(left)).isEqualTo(left);
        PartitionReport failed = PartitionReport.failed(HOUR, new Failure("why", null));
        assertThat(sent(failed)).isEqualTo(failed);
    }

    /** The class of a cause may not be there, or not be serializable. */
    @Test
    void theCauseOfAFailureStaysBehind() throws Exception {
        PartitionReport failed = PartitionReport.failed(HOUR, new Failure("why", new IOException("because")));
        assertThat(sent(failed).failure()).contains(new Failure("why", null));
    }

    @Test
    void everyEventInOrderAndReadsAsTheirSum() throws Exception {
        EventRecorder recorder = new EventRecorder();
        recorder.mergeStarted(HOUR, 2, 20);
        recorder.bytesMerged(5);
        recorder.claimed(ClaimResult.WON);
        recorder.bytesMerged(6);
        recorder.stageFinished(Stage.LIST, Duration.ofMillis(1));
        recorder.groupFinished(GroupResult.MERGED);
        recorder.sourceDeleted(DeleteResult.Outcome.DELETED);
        recorder.recovered(RecoveryAction.CLEARED_AWAY, 3);
        recorder.fileSizes(HOUR, new long[] {1, 2}, new long[] {3});

        ResultRow row = sent(new ResultRow(0, null, null, null, null, recorder.drain()));

        assertThat(heard(row))
                .containsExactly(
                        "mergeStarted[app/hour=10/, 2, 20]",
                        "claimed[WON]",
                        "stageFinished[LIST, PT0.001S]",
                        "groupFinished[MERGED]",
                        "sourceDeleted[DELETED]",
                        "recovered[CLEARED_AWAY, 3]",
                        "fileSizes[app/hour=10/, [1, 2], [3]]",
                        "bytesMerged[11]");
        assertThat(recorder.drain()).isEmpty();
    }

    private static List<String> heard(ResultRow row) {
        List<String> calls = new ArrayList<>();
        CompactionListener listener = (CompactionListener) Proxy.newProxyInstance(
                ResultRowTest.class.getClassLoader(),
                new Class<?>[] {CompactionListener.class},
                (proxy, method, arguments) -> {
                    calls.add(method.getName() + Arrays.deepToString(arguments));
                    return null;
                });
        row.events().forEach(event -> event.tell(listener));
        return calls;
    }

    @Test
    void keysAreReadBack() throws Exception {
        ObjectKey key = HOUR.key("ä b.parquet");
        PartitionReport report = new PartitionReport(
                HOUR,
                List.of(new CompactedGroup(
                        key,
                        1,
                        1,
                        1,
                        1,
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        Duration.ZERO,
                        false,
                        false)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Backlog.NONE,
                Duration.ZERO);
        assertThat(sent(report).compacted().get(0).output()).isEqualTo(key);
    }
}
