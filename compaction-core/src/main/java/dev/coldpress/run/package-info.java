/**
 * A run: one partition after the other, each by the commit protocol. Internal: for this library alone. Start at {@link
 * dev.coldpress.run.LakeRun} and {@link dev.coldpress.run.PartitionRun}.
 */
@NullMarked
package dev.coldpress.run;

import org.jspecify.annotations.NullMarked;
