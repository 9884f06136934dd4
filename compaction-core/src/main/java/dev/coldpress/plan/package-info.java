/**
 * Decides which files of a partition are merged, and with which others.
 *
 * <p>Start at {@link dev.coldpress.plan.GroupPlanner}: it turns the {@link dev.coldpress.plan.DataFile}s of one
 * partition into a {@link dev.coldpress.plan.PartitionPlan} of {@link dev.coldpress.plan.FileGroup}s, within
 * {@link dev.coldpress.plan.PlanLimits}. Each file that is left alone has a {@link dev.coldpress.plan.SkipReason}. The
 * package does no I/O and reads no clock. The same files in any order give the same plan.
 */
@NullMarked
package dev.coldpress.plan;

import org.jspecify.annotations.NullMarked;
