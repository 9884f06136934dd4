/**
 * How a service embeds Coldpress. {@link dev.coldpress.examples.EmbeddedCompaction} compacts a lake once with plain builders;
 * {@link dev.coldpress.examples.ScheduledCompaction} does it on a schedule, with metrics, put together by Dagger.
 */
@NullMarked
package dev.coldpress.examples;

import org.jspecify.annotations.NullMarked;
