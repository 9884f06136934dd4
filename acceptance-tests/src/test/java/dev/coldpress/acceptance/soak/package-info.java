/**
 * A month of a lake in some minutes: a sink that keeps writing, and the daemon on a clock that runs fast.
 *
 * <p>Start at {@link dev.coldpress.acceptance.soak.SoakCheck}, the program behind {@code scripts/soak}.
 * {@link dev.coldpress.acceptance.soak.Soak} kills and starts {@link dev.coldpress.acceptance.soak.SoakDaemon}
 * processes while {@link dev.coldpress.acceptance.soak.Sink} writes; {@link dev.coldpress.acceptance.soak.SoakVerdict}
 * says what came of it.
 */
@NullMarked
package dev.coldpress.acceptance.soak;

import org.jspecify.annotations.NullMarked;
