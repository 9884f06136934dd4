package dev.coldpress.spark;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an executor tells the driver.
 *
 * @param place of the partition in the order of the run; -1 if {@code unfit}
 * @param report null if {@code unfit}
 * @param unfit why the lake cannot be compacted at all; null if it can
 * @param events what listeners are to hear first, in order
 */
record ResultRow(
        int place, @Nullable ReportRow report, @Nullable String unfit, List<ListenerEvent> events)
        implements Serializable {

    static ResultRow unfit(String message) {
        return new ResultRow(-1, null, message, List.of());
    }
}
