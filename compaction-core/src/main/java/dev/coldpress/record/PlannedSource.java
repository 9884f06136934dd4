package dev.coldpress.record;

import dev.coldpress.port.ObjectRef;

/**
 * A file that an output takes the place of.
 *
 * @param rowCount the rows that the output takes from it, by its footer; none if they are in another of the group's
 *     sources
 */
public record PlannedSource(ObjectRef ref, long rowCount) {

    public PlannedSource {
        if (rowCount < 0) {
            throw new IllegalArgumentException("The row count of " + ref.key() + " is negative: " + rowCount);
        }
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof PlannedSource that && rowCount == that.rowCount && ref.equals(that.ref);
    }

    @Override
    public int hashCode() {
        return ref.hashCode();
    }
}
