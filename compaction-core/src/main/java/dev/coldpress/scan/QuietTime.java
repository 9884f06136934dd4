package dev.coldpress.scan;

import dev.coldpress.plan.OutputNames;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.ListedObject;
import dev.coldpress.settings.CompactionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells from the newest file of a partition whether a sink may still be writing to it. */
record QuietTime(CompactionSettings settings) {

    /** Outputs of a compaction do not count: they do not tell that a sink is still writing. */
    static Optional<ListedObject> newestOfSink(List<ListedObject> files) {
        return files.stream()
                .filter(file -> !OutputNames.isOutput(file.key()))
                .max(Comparator.comparing(ListedObject::lastModified));
    }

    boolean isLong(Optional<ListedObject> newest, Instant now) {
        return newest.map(file -> settings.planLimits().isLongQuiet(file.lastModified(), now))
                .orElse(true);
    }

    /** Why the quiet period is not over; empty if it is. */
    Optional<Skip> notYet(Optional<ListedObject> newest, Instant now) {
        return newest.filter(file -> !settings.coldWindow().isQuiet(file.lastModified(), now))
                .map(file -> new Skip(SkipReason.QUIET_PERIOD, why(file, now)));
    }

    private String why(ListedObject newest, Instant now) {
        String file = "the newest file, " + newest.key().name() + ", is of " + newest.lastModified();
        if (!newest.lastModified().isAfter(now)) {
            return file + ", and the quiet period is " + settings.quietPeriod();
        }
        return file + ", which is " + Duration.between(now, newest.lastModified())
                + " after the clock of this machine, "
                + now
                + ": it counts as just written until that time is over. Set the clock right, or if it is right, write"
                + " the file again; or set the quiet period to zero, and no file's time matters";
    }
}
