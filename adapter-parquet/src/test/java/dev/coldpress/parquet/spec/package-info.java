/**
 * What the Parquet codec must do, tested from its contract and not from its code.
 *
 * <p>{@link dev.coldpress.parquet.spec.ParquetSamples} writes random but reproducible files;
 * {@link dev.coldpress.parquet.spec.ExpectedColumns} says what a merge of them must hold, level by level and value by
 * value; {@link dev.coldpress.parquet.spec.DuckDbOracle} lets an independent engine compare the rows. Start at
 * {@link dev.coldpress.parquet.spec.CodecPropertyTest}. Every failure names a seed: run it alone with
 * {@code -Dcoldpress.seed=<seed>}, and run many with {@code -Dcoldpress.tries=<number>}.
 */
@NullMarked
package dev.coldpress.parquet.spec;

import org.jspecify.annotations.NullMarked;
