package dev.coldpress.port.hook;

import java.util.List;
import java.util.Optional;

/**
 * A catalog that keeps parameters of each partition of one table, such as AWS Glue or a Hive metastore.
 *
 * <p>All methods throw a {@link RuntimeException} if the catalog does not do what is asked; its message goes to the
 * log.
 */
public interface PartitionCatalog extends AutoCloseable {

    /** The table as the catalog has it now. */
    CatalogTable table();

    /**
     * The partition as the catalog has it now; empty if it does not know it.
     *
     * @param values of the table's keys, in their order
     */
    Optional<CatalogPartition> partition(List<String> values);

    /** Frees connections. */
    @Override
    void close();
}
