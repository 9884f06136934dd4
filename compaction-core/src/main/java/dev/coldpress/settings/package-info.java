/**
 * The settings of a compactor, with their defaults and rules. Start at
 * {@link dev.coldpress.settings.CompactionSettings}.
 */
@NullMarked
package dev.coldpress.settings;

import org.jspecify.annotations.NullMarked;
