/**
 * The contract suite of a codec, {@link dev.coldpress.testkit.codec.CodecContract}, with sources and an upload in
 * memory; a codec of a few lines of text, which passes the suite and with which callers are tested without Parquet; and
 * a codec that forwards.
 */
@NullMarked
package dev.coldpress.testkit.codec;

import org.jspecify.annotations.NullMarked;
