/**
 * Replaces the sources by the merged file, safely, in a store that can only make one object appear or vanish at a time.
 *
 * <p>The protocol was model-checked. {@code docs/commit-protocol.md} describes it step by step, and the classes here
 * refer to its step numbers. Each partition has one {@link dev.coldpress.record.PartitionRecord}, kept by a
 * {@link dev.coldpress.record.RecordRegister}. {@link dev.coldpress.commit.PlanResolver} turns a plan into decisions,
 * and {@link dev.coldpress.commit.DecisionExecutor} executes them. It is the only class that deletes data objects.
 *
 * <p>The tests of this package, of {@code record}, {@code run} and {@code dev.coldpress} are in the module
 * {@code compaction-simulator}. Its mutants are text patches of these sources, and each one disables a rule. If you
 * change a line that a patch quotes, change the patch too; {@code MutantTest} names it.
 */
@NullMarked
package dev.coldpress.commit;

import org.jspecify.annotations.NullMarked;
