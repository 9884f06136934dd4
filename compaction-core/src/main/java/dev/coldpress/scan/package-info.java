/**
 * Chooses the partitions that a run looks at, and finds what is in each one and what there is to merge. It changes
 * nothing. Internal: only this library uses it. Start at {@link dev.coldpress.scan.PartitionScanner}.
 */
@NullMarked
package dev.coldpress.scan;

import org.jspecify.annotations.NullMarked;
