/**
 * {@code coldpress plan}: what a run would merge, as a table or as JSON.
 */
@NullMarked
package dev.coldpress.app.plan;

import org.jspecify.annotations.NullMarked;
