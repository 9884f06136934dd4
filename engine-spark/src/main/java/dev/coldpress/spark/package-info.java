/**
 * Runs of Coldpress on a Spark cluster. The driver looks at the lake as {@code coldpress run} does, and hands its
 * partitions to the executors, each of which opens the lake for itself and compacts them by the commit protocol. The
 * driver commits nothing: what happens when an executor is lost, a task is tried again or a second driver is at work is
 * what happens between any compactors of one lake. Start at {@link dev.coldpress.spark.SparkCompaction} and
 * {@link dev.coldpress.spark.SparkDispatch}.
 */
@NullMarked
package dev.coldpress.spark;

import org.jspecify.annotations.NullMarked;
