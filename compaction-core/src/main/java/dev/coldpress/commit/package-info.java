/**
 * Safely: how a merged file takes the place of its sources in a store that can only make one object appear or vanish at
 * a time.
 *
 * <p>The protocol was model-checked; {@code docs/commit-protocol.md} tells it step by step, and the classes here carry
 * its step numbers. Each partition has one {@link dev.coldpress.commit.PartitionRecord}, kept by a
 * {@link dev.coldpress.commit.RecordRegister}. {@link dev.coldpress.commit.PlanResolver} turns a plan into decisions, and
 * {@link dev.coldpress.commit.DecisionExecutor} carries them out: it is the only class that deletes data objects.
 */
@NullMarked
package dev.coldpress.commit;

import org.jspecify.annotations.NullMarked;
