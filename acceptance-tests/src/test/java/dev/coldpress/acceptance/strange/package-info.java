/**
 * Lakes whose directories and files are named as the sinks of other projects name them: what the command says of each
 * without being told, and whether what it proposes compacts it.
 *
 * <p>Start at {@link dev.coldpress.acceptance.strange.StrangeLakesCheck}, the program behind
 * {@code scripts/strange-lakes}.
 */
@NullMarked
package dev.coldpress.acceptance.strange;

import org.jspecify.annotations.NullMarked;
