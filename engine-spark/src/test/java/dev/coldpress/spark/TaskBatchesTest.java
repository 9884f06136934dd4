package dev.coldpress.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TaskBatchesTest {

    private static List<List<Integer>> batches(int slots, long... sizes) {
        List<TaskRow> rows = IntStream.range(0, sizes.length)
                .mapToObj(i ->
                        new TaskRow(i, new PartitionTask(KeyPrefix.of("p" + i + "/"), List.of(), OptionalLong.empty())))
                .toList();
        return TaskBatches.of(rows, sizes, slots).stream()
                .map(batch -> batch.stream().map(TaskRow::place).toList())
                .toList();
    }

    @Test
    void theLargestComeFirstAndAlone() {
        assertThat(batches(1, 10, 1000, 10, 2000)).startsWith(List.of(3), List.of(1));
    }

    @Test
    void ofOneSizeTheyStayInTheOrderOfTheRun() {
        assertThat(batches(1, 5, 5, 5)).containsExactly(List.of(0), List.of(1), List.of(2));
    }

    @Test
    void everyOneIsInOneBatchAndSmallOnesAreTogether() {
        long[] sizes = LongStream.range(0, 10_000).toArray();
        List<List<Integer>> batches = batches(4, sizes);
        assertThat(batches.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(IntStream.range(0, sizes.length).boxed().toList());
        assertThat(batches)
                .hasSizeBetween(100, 120)
                .allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 100));
    }

    @Test
    void unknownSizesMakeBatchesToo() {
        assertThat(batches(2, new long[80])).hasSize(8);
        assertThat(batches(2)).isEmpty();
    }

    @Test
    void rowsTravelAsText() {
        List<TaskRow> rows = List.of(
                new TaskRow(7, new PartitionTask(KeyPrefix.ROOT, List.of(), OptionalLong.empty())),
                new TaskRow(
                        8,
                        new PartitionTask(
                                KeyPrefix.of("ä b/dt=1/"),
                                List.of(ObjectKey.of("_metadata"), ObjectKey.of("ä b/_common_metadata")),
                                OptionalLong.empty())));
        assertThat(TaskRow.parse(TaskRow.text(rows))).isEqualTo(rows);
        assertThat(Arrays.asList(TaskRow.text(rows).split("\n", -1))).hasSize(2);
    }
}
