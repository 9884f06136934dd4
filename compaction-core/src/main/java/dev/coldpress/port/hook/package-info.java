/** Who is told of a partition once it is compacted. Start at {@link dev.coldpress.port.hook.CompactionHook}. */
@NullMarked
package dev.coldpress.port.hook;

import org.jspecify.annotations.NullMarked;
