/**
 * The commit protocol on the real compactor: crashes, lost answers, and the promises that must survive them. Files are
 * a few lines of text ({@link dev.coldpress.testkit.codec.RowCodec}) in a store in memory.
 */
@NullMarked
package dev.coldpress.protocol;

import org.jspecify.annotations.NullMarked;
