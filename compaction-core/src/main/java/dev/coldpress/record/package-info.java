/**
 * What stands on record of a partition, and how it is kept in stores of different abilities.
 *
 * <p>Each partition has one {@link dev.coldpress.record.PartitionRecord}, kept by a {@link dev.coldpress.record.RecordRegister}
 * as {@link dev.coldpress.record.RecordText}. What a record leads to is in {@code commit}.
 */
@NullMarked
package dev.coldpress.record;

import org.jspecify.annotations.NullMarked;
