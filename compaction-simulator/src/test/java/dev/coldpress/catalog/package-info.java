/** Tests of the catalogs' hook that need a store. */
@NullMarked
package dev.coldpress.catalog;

import org.jspecify.annotations.NullMarked;
