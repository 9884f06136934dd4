package dev.coldpress.plan;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;

/** A data file that is not merged, and why. Nothing was done to it. */
public record SkippedFile(ObjectRef ref, Skip skip) {

    public ObjectKey key() {
        return ref.key();
    }

    public SkipReason reason() {
        return skip.reason();
    }

    public String detail() {
        return skip.detail();
    }
}
