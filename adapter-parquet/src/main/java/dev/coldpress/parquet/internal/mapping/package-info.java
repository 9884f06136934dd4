/**
 * Which column of a source becomes which column of the output, and how its values are widened.
 *
 * <p>Start at {@link dev.coldpress.parquet.internal.mapping.SchemaMapping}.
 */
@NullMarked
package dev.coldpress.parquet.internal.mapping;

import org.jspecify.annotations.NullMarked;
