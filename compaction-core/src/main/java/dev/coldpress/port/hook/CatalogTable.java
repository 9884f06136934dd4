package dev.coldpress.port.hook;

import java.util.List;

/**
 * A table of a {@link PartitionCatalog}.
 *
 * @param location the directory of the table as the catalog spells it, such as {@code s3a://bucket/events}
 * @param keys the names of the columns by which it is partitioned, in their order; empty if it is not
 */
public record CatalogTable(String location, List<String> keys) {

    public CatalogTable {
        keys = List.copyOf(keys);
    }
}
