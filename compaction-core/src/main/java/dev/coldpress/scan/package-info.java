/**
 * Looks at partitions: which of them a run looks at, what is in one, and what there is to merge. Changes nothing. Internal: for
 * this library alone. Start at {@link dev.coldpress.scan.PartitionScanner}.
 */
@NullMarked
package dev.coldpress.scan;

import org.jspecify.annotations.NullMarked;
