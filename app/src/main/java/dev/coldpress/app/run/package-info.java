/**
 * {@code coldpress run}: progress on a terminal, the report, and its JSON.
 */
@NullMarked
package dev.coldpress.app.run;

import org.jspecify.annotations.NullMarked;
