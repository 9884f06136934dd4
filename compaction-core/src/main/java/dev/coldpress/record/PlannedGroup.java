package dev.coldpress.record;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.UploadToken;
import java.util.List;
import java.util.Objects;

/**
 * A group of sources, and the output that is staged for them.
 *
 * @param output a fresh key, never used before or after
 * @param token of an upload that existed at the store before this was recorded
 * @param sources in the order of the rows; one or more
 */
public record PlannedGroup(ObjectKey output, UploadToken token, List<PlannedSource> sources) {

    /** The token of a group whose output is there already: nothing was staged for it. */
    public static final UploadToken NO_UPLOAD = new UploadToken("none");

    public PlannedGroup {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("The group of " + output + " has no sources");
        }
    }

    public long rowCount() {
        return sources.stream().mapToLong(PlannedSource::rowCount).reduce(0, Math::addExact);
    }

    public long sourceBytes() {
        return sources.stream().mapToLong(s -> s.ref().sizeBytes()).reduce(0, Math::addExact);
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof PlannedGroup that
                && output.equals(that.output)
                && token.equals(that.token)
                && sources.equals(that.sources);
    }

    @Override
    public int hashCode() {
        return Objects.hash(output, token, sources);
    }
}
