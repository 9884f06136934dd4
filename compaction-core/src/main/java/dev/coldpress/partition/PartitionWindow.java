package dev.coldpress.partition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The span of time, in UTC, whose rows a directory holds.
 *
 * @param start the first instant of the window
 * @param end the first instant after it
 */
public record PartitionWindow(Instant start, Instant end) {

    /** All of time: what is known of a directory above the first time field. */
    public static final PartitionWindow ALL_OF_TIME = new PartitionWindow(Instant.MIN, Instant.MAX);

    /** @throws IllegalArgumentException if the window is empty */
    public PartitionWindow {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("A window ends after it starts, unlike " + start + " to " + end);
        }
    }

    /**
     * The year, month, day or hour that the fields name, which begins at their minute and second; empty if the calendar
     * has no such time (February 30, hour 24).
     *
     * @param fields a field is there only if all coarser ones are
     */
    static Optional<PartitionWindow> of(Map<TimeField, Integer> fields) {
        if (fields.isEmpty()) {
            return Optional.of(ALL_OF_TIME);
        }
        try {
            LocalDateTime start = LocalDateTime.of(
                    Objects.requireNonNull(fields.get(TimeField.YEAR)),
                    fields.getOrDefault(TimeField.MONTH, 1),
                    fields.getOrDefault(TimeField.DAY, 1),
                    fields.getOrDefault(TimeField.HOUR, 0),
                    fields.getOrDefault(TimeField.MINUTE, 0),
                    fields.getOrDefault(TimeField.SECOND, 0));
            LocalDateTime end = start.plus(1, Collections.max(fields.keySet()).unit());
            return Optional.of(new PartitionWindow(start.toInstant(ZoneOffset.UTC), end.toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
