/**
 * Proves the whole product with engines that share no code with it: lakes go in, and DuckDB and Spark say whether every
 * row came out, once, in order.
 *
 * <p>Start at {@link dev.coldpress.acceptance.CompactedLakeTest}. The engines are in {@code engine}, the lakes they
 * look at in {@code lake}; {@code benchmark}, {@code corpus}, {@code crash}, {@code latency}, {@code memory},
 * {@code soak} and {@code strange} hold one check program each, which a person runs from {@code scripts/} and which has
 * a short version among the tests.
 */
@NullMarked
package dev.coldpress.acceptance;

import org.jspecify.annotations.NullMarked;
