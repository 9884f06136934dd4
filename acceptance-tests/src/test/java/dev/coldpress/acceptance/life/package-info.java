/**
 * What happens to lakes in real life, and what the next run of the command makes of it: they are copied, mounted in
 * parts, seen under two roots, written again by their sink, edited by their users, and left behind by an older version.
 *
 * <p>A {@link dev.coldpress.acceptance.life.LivingLake} knows every file that it was given, and DuckDB compares them
 * with what readers see.
 */
@NullMarked
package dev.coldpress.acceptance.life;

import org.jspecify.annotations.NullMarked;
