/** Hooks against servers of these tests. */
@NullMarked
package dev.coldpress.app.hook;

import org.jspecify.annotations.NullMarked;
