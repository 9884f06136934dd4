/**
 * Metrics of compactions, for any Micrometer registry.
 *
 * <p>Start at {@link dev.coldpress.metrics.CompactionMetrics}, the listener that is given to a compactor, and
 * {@link dev.coldpress.metrics.MeteredObjectStore}, which is put around its store. {@link dev.coldpress.metrics.Metric}
 * is the table of all metrics; the page {@code docs/metrics.md} says the same.
 */
@NullMarked
package dev.coldpress.metrics;

import org.jspecify.annotations.NullMarked;
