package dev.coldpress.record;

import dev.coldpress.port.ObjectVersion;

/** A record and the version by which it is replaced. */
public record VersionedRecord(PartitionRecord record, ObjectVersion version) {}
