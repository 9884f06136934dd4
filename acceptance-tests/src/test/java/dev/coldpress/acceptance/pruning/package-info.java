/**
 * How much of a lake readers read for a filter that few rows pass. Start at
 * {@link dev.coldpress.acceptance.pruning.PruningCheck}.
 */
@NullMarked
package dev.coldpress.acceptance.pruning;

import org.jspecify.annotations.NullMarked;
