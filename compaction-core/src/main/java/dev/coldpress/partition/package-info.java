/**
 * Finds the partitions of a lake by the names of directories, and decides which are old enough to be compacted.
 *
 * <p>Start at {@link dev.coldpress.partition.LakeLayout}, which reads and prints partition paths;
 * {@link dev.coldpress.partition.ColdWindow} decides whether a partition still receives data, and
 * {@link dev.coldpress.partition.LakeWalk} finds the partitions in a store. Everything but the walk is a pure function
 * of its arguments, and takes the present time as an argument.
 */
@NullMarked
package dev.coldpress.partition;

import org.jspecify.annotations.NullMarked;
