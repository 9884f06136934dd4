/**
 * What follows a compaction elsewhere: hooks that the settings switch on. Start at
 * {@link dev.coldpress.app.hook.Hooks}.
 */
@NullMarked
package dev.coldpress.app.hook;

import org.jspecify.annotations.NullMarked;
