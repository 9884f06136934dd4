/** Components that are put together in several ways, on a store in memory. */
@NullMarked
package dev.coldpress.dagger;

import org.jspecify.annotations.NullMarked;
