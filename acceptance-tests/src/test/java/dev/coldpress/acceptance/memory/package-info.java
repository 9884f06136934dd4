/**
 * The command under a small heap: very many small sources, and fewer larger ones.
 *
 * <p>Start at {@link dev.coldpress.acceptance.memory.MemoryCheck}, the program behind {@code scripts/memory-test}.
 */
@NullMarked
package dev.coldpress.acceptance.memory;

import org.jspecify.annotations.NullMarked;
