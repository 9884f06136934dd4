package dev.coldpress.spark;

import dev.coldpress.dispatch.PartitionTask;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A partition on its way to an executor. Travels as text, which every serializer that a cluster may be set to takes. No
 * key has a tab or a line break. How many bytes were listed stays on the driver.
 *
 * @param place in the order of the run
 */
record TaskRow(int place, PartitionTask task) {

    /** All rows, each on a line. */
    static String text(List<TaskRow> rows) {
        return rows.stream().map(TaskRow::line).collect(Collectors.joining("\n"));
    }

    /** The inverse of {@link #text}. */
    static List<TaskRow> parse(String text) {
        return text.lines().map(TaskRow::ofLine).toList();
    }

    private String line() {
        return Stream.concat(
                        Stream.of(String.valueOf(place), task.partition().path()),
                        task.summariesAbove().stream().map(ObjectKey::path))
                .collect(Collectors.joining("\t"));
    }

    private static TaskRow ofLine(String line) {
        List<String> parts = List.of(line.split("\t", -1));
        return new TaskRow(
                Integer.parseInt(parts.get(0)),
                new PartitionTask(
                        KeyPrefix.of(parts.get(1)),
                        parts.stream().skip(2).map(ObjectKey::of).toList(),
                        OptionalLong.empty()));
    }
}
