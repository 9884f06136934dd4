package dev.coldpress.record;

import dev.coldpress.port.ObjectRef;
import java.util.Objects;
import java.util.Optional;

/**
 * A group whose fate is recorded.
 *
 * @param output the write of the output that was seen; empty if and only if the decision is {@link Decision#DROP}
 */
public record DecidedGroup(PlannedGroup group, Decision decision, Optional<ObjectRef> output) {

    public DecidedGroup {
        if (output.isEmpty() != (decision == Decision.DROP)) {
            throw new IllegalArgumentException(
                    "The decision " + decision + " on " + group.output() + " does not go with the output " + output);
        }
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof DecidedGroup that
                && decision == that.decision
                && group.equals(that.group)
                && output.equals(that.output);
    }

    @Override
    public int hashCode() {
        return Objects.hash(group, decision, output);
    }
}
