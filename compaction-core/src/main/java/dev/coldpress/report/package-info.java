/**
 * What a compactor tells of its work: a {@link dev.coldpress.report.CompactionListener} hears of each step, and a {@link
 * dev.coldpress.report.CompactionReport}, a {@link dev.coldpress.report.PlannedPartition} or a {@link
 * dev.coldpress.report.VerifiedPartition} is what it comes to.
 */
@NullMarked
package dev.coldpress.report;

import org.jspecify.annotations.NullMarked;
