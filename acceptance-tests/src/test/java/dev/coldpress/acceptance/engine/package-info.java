/**
 * The engines that judge: what a Parquet file holds according to DuckDB and according to Spark's vectorised reader, and
 * whether two lists of files hold the same.
 *
 * <p>Start at {@link dev.coldpress.acceptance.engine.OrderedComparison} for equal rows in equal order, and at
 * {@link dev.coldpress.acceptance.engine.SparkRows} for what only Spark misreads. parquet-java's record reader is here
 * as well, for files that neither of them knows; it shares code with the product and is named as such wherever it is
 * used.
 */
@NullMarked
package dev.coldpress.acceptance.engine;

import org.jspecify.annotations.NullMarked;
