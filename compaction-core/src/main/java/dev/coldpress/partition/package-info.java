/**
 * Where: how the directories of a lake name its partitions, and which partitions are old enough to be compacted.
 *
 * <p>Start at {@link dev.coldpress.partition.LakeLayout}, which reads and prints partition paths;
 * {@link dev.coldpress.partition.ColdWindow} says whether a partition still receives data, and
 * {@link dev.coldpress.partition.LakeWalk} finds the partitions in a store. Everything but the walk is a pure function
 * of its arguments; the present time is always one of them.
 */
@NullMarked
package dev.coldpress.partition;

import org.jspecify.annotations.NullMarked;
