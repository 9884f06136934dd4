/**
 * The lake that a command works on: its store and compactor, and the layout that it has or seems to have.
 *
 * <p>Start at {@link dev.coldpress.app.lake.Lakes}.
 */
@NullMarked
package dev.coldpress.app.lake;

import org.jspecify.annotations.NullMarked;
