package dev.coldpress.commit;

import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.ObjectRef;

/**
 * A source that could not be merged for a reason in its bytes, so that it is not tried again at every run.
 *
 * @param detail one line for people; may be empty
 */
public record SkippedSource(ObjectRef source, SkipReason reason, String detail) {}
