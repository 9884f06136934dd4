/** Partitions of AWS Glue. Start at {@link dev.coldpress.glue.GlueCatalog}. */
@NullMarked
package dev.coldpress.glue;

import org.jspecify.annotations.NullMarked;
