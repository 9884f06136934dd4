/**
 * Runs whose partitions are compacted by others: on the machines of a cluster. One compactor looks at the lake, hands
 * its partitions to a {@link dev.coldpress.dispatch.PartitionDispatch}, and adds up the reports. Compactors of other
 * processes do the work, each by the commit protocol and with claims of its own.
 */
@NullMarked
package dev.coldpress.dispatch;

import org.jspecify.annotations.NullMarked;
