package dev.coldpress.partition;

import java.time.Duration;

/** A piece of one segment of a layout. */
sealed interface LayoutPart {

    /** Characters that stand for themselves. */
    record Literal(String text) implements LayoutPart {}

    /** One or more characters that name a tenant, a table, or the like. */
    record Key(String name) implements LayoutPart {}

    /**
     * A part of a time.
     *
     * @param padded the value has leading zeros, because no other character would tell where it ends
     */
    record Time(TimeField field, boolean padded) implements LayoutPart {}

    /**
     * The beginning of the time, counted from 1970.
     *
     * @param length how long a partition is at most
     */
    record Epoch(EpochUnit unit, Duration length) implements LayoutPart {}
}
