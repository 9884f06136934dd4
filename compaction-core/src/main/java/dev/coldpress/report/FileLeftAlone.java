package dev.coldpress.report;

import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.ObjectKey;

/** A small file that is not merged. Nothing was done to it. */
public record FileLeftAlone(ObjectKey key, Skip skip) {

    public SkipReason reason() {
        return skip.reason();
    }

    public String detail() {
        return skip.detail();
    }
}
