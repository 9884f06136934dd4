/**
 * Printing, for people and for machines: aligned tables, amounts with their units, a progress bar, JSON.
 *
 * <p>Nothing here knows what is printed. Numbers are written the same way in every country.
 */
@NullMarked
package dev.coldpress.app.print;

import org.jspecify.annotations.NullMarked;
