/** What the library reports, for people and as JSON, as more than one command prints it; and listeners put together. */
@NullMarked
package dev.coldpress.app.report;

import org.jspecify.annotations.NullMarked;
