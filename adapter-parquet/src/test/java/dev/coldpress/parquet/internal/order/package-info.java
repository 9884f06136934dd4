/** Tests of the order of rows. */
@NullMarked
package dev.coldpress.parquet.internal.order;

import org.jspecify.annotations.NullMarked;
