/**
 * Whole jobs: the command on a lake of many partitions, beside programs that a user could run over the same partitions
 * instead.
 *
 * <p>Start at {@link dev.coldpress.acceptance.job.JobBenchmark}, the program behind {@code scripts/job-benchmark}. A
 * {@link dev.coldpress.acceptance.job.Job} says what lake there is and what is done with it.
 */
@NullMarked
package dev.coldpress.acceptance.job;

import org.jspecify.annotations.NullMarked;
