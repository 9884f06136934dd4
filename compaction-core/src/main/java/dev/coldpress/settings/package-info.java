/** What a compactor does and how far it goes. Start at {@link dev.coldpress.settings.CompactionSettings}. */
@NullMarked
package dev.coldpress.settings;

import org.jspecify.annotations.NullMarked;
