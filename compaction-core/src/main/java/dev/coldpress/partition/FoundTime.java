package dev.coldpress.partition;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the directories of one path say of the time. For one thread. */
final class FoundTime {

    private final Map<TimeField, Integer> fields = new EnumMap<>(TimeField.class);
    private @Nullable PartitionWindow counted;

    void field(TimeField field, int value) {
        fields.put(field, value);
    }

    /** Takes a time that is counted from 1970. */
    void counted(Instant start, Duration length) {
        counted = new PartitionWindow(start, start.plus(length));
    }

    /** All of time if nothing was found; empty if the calendar has no such time. */
    Optional<PartitionWindow> window() {
        return counted == null ? PartitionWindow.of(fields) : Optional.of(counted);
    }
}
