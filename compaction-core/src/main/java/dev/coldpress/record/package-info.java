/**
 * The record of a partition, and how it is kept in stores of different abilities.
 *
 * <p>Each partition has one {@link dev.coldpress.record.PartitionRecord}. A {@link dev.coldpress.record.RecordRegister}
 * keeps it as {@link dev.coldpress.record.RecordText}. The package {@code commit} acts on records.
 */
@NullMarked
package dev.coldpress.record;

import org.jspecify.annotations.NullMarked;
