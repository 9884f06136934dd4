package dev.coldpress.spark;

import dev.coldpress.dispatch.TaskResult;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an executor tells the driver.
 *
 * @param place of the partition in the order of the run; -1 if {@code unfit}
 * @param report null if {@code unfit}
 * @param restMark by which the driver remembers that the partition is at rest; null if it is not
 * @param newestOutput when its newest merged file was written; null if there is none
 * @param unfit why the lake cannot be compacted at all; null if it can
 * @param events what listeners are to hear first, in order
 */
record ResultRow(
        int place,
        @Nullable ReportRow report,
        @Nullable String restMark,
        @Nullable Instant newestOutput,
        @Nullable String unfit,
        List<ListenerEvent> events)
        implements Serializable {

    static ResultRow of(int place, TaskResult result, List<ListenerEvent> events) {
        return new ResultRow(
                place,
                ReportRow.of(result.report()),
                result.restMark().orElse(null),
                result.newestOutput().orElse(null),
                null,
                events);
    }

    static ResultRow unfit(String message) {
        return new ResultRow(-1, null, null, null, message, List.of());
    }

    /** Empty if {@code unfit}. */
    Optional<TaskResult> result() {
        return Optional.ofNullable(report)
                .map(row ->
                        new TaskResult(row.report(), Optional.ofNullable(restMark), Optional.ofNullable(newestOutput)));
    }
}
