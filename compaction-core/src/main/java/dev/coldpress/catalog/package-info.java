/**
 * What a catalog of tables is told after a compaction. Start at {@link dev.coldpress.catalog.CatalogHook}.
 */
@NullMarked
package dev.coldpress.catalog;

import org.jspecify.annotations.NullMarked;
