/**
 * {@code coldpress inspect}: what is in one file, or in the files below a prefix.
 */
@NullMarked
package dev.coldpress.app.inspect;

import org.jspecify.annotations.NullMarked;
