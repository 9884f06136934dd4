package dev.coldpress.port.hook;

import java.util.Map;

/** A partition of a table, as a {@link PartitionCatalog} had it when it was asked. */
public interface CatalogPartition {

    /** The directory of the partition as the catalog spells it. */
    String location();

    /** What the catalog keeps about it. */
    Map<String, String> parameters();

    /**
     * Writes the partition back as it was read, with these parameters in place of those it had. What somebody else
     * changed meanwhile is lost.
     *
     * @throws RuntimeException if the catalog does not do it
     */
    void replaceParameters(Map<String, String> parameters);
}
