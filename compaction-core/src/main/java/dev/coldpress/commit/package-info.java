/**
 * Safely: how a merged file takes the place of its sources in a store that can only make one object appear or vanish at
 * a time.
 *
 * <p>The protocol was model-checked; {@code docs/commit-protocol.md} tells it step by step, and the classes here carry
 * its step numbers. Each partition has one {@link dev.coldpress.record.PartitionRecord}, kept by a
 * {@link dev.coldpress.record.RecordRegister}. {@link dev.coldpress.commit.PlanResolver} turns a plan into decisions, and
 * {@link dev.coldpress.commit.DecisionExecutor} carries them out: it is the only class that deletes data objects.
 *
 * <p>The tests of this package, of {@code record}, {@code run} and {@code dev.coldpress} are in the module {@code compaction-simulator}. Its mutants are patches
 * of these sources, one for each rule that is switched off: whoever changes a patched line changes the patch too, or
 * {@code MutantTest} fails and names it.
 */
@NullMarked
package dev.coldpress.commit;

import org.jspecify.annotations.NullMarked;
