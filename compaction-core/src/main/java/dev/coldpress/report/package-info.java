/**
 * What a compactor tells about its work. A {@link dev.coldpress.report.CompactionListener} is called for each step. The
 * results are a {@link dev.coldpress.report.CompactionReport} for a run, a
 * {@link dev.coldpress.report.PlannedPartition} for a plan, and a {@link dev.coldpress.report.VerifiedPartition} for a
 * verification.
 */
@NullMarked
package dev.coldpress.report;

import org.jspecify.annotations.NullMarked;
