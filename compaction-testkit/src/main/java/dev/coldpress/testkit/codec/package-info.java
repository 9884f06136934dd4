/**
 * A codec of a few lines of text, with which callers of a codec are tested without Parquet, and one that forwards.
 */
@NullMarked
package dev.coldpress.testkit.codec;

import org.jspecify.annotations.NullMarked;
