/**
 * Runs the commit protocol on the partitions of a lake. Internal: only this library uses it. Start at {@link
 * dev.coldpress.run.LakeRun} and {@link dev.coldpress.run.PartitionRun}.
 */
@NullMarked
package dev.coldpress.run;

import org.jspecify.annotations.NullMarked;
