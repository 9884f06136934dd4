package dev.coldpress.parquet.spec;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a column as the format stores it.
 *
 * @param value null below the greatest definition level; else Boolean, Integer or Long for those types, the raw bits as
 *     Integer or Long for FLOAT and DOUBLE (so that every NaN and both zeros differ), and a read-only ByteBuffer for
 *     the rest
 */
record ColumnEntry(
        int repetitionLevel, int definitionLevel, @Nullable Object value) {}
