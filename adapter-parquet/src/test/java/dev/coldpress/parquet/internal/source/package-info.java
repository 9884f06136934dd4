/** Tests of classes of this package; what the codec promises is tested in {@code dev.coldpress.parquet.spec}. */
@NullMarked
package dev.coldpress.parquet.internal.source;

import org.jspecify.annotations.NullMarked;
