package dev.coldpress.record;

import dev.coldpress.port.ObjectKey;
import java.time.Instant;

/**
 * An output that must not be visible. A store whose abort is no true fence may let it appear late; the next run then
 * deletes it. That is always safe, because its group deleted no source.
 */
public record DroppedOutput(ObjectKey output, Instant droppedAt) {}
