package dev.coldpress.commit;

import dev.coldpress.port.ObjectRef;

/** A file that is to be merged, with the rows that its footer promises. */
public record PlannedSource(ObjectRef ref, long rowCount) {

    public PlannedSource {
        if (rowCount < 0) {
            throw new IllegalArgumentException("The row count of " + ref.key() + " is negative: " + rowCount);
        }
    }
}
