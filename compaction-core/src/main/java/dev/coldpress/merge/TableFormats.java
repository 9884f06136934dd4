package dev.coldpress.merge;

import dev.coldpress.partition.PartitionListing;
import dev.coldpress.plan.Skip;
import dev.coldpress.plan.SkipReason;
import dev.coldpress.port.parquet.ParquetFooter;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises files that a table format manages. Such a table knows its files by name; merging them behind its back would
 * break it.
 */
public final class TableFormats {

    private static final Set<String> DIRECTORIES = Set.of("_delta_log", ".hoodie");
    private static final Set<String> OBJECTS = Set.of(".hoodie_partition_metadata");
    private static final Set<String> FOOTER_KEYS =
            Set.of("iceberg.schema", "org.apache.hudi.bloomfilter", "hoodie_min_record_key");

    private TableFormats() {}

    /** By what lies directly in a partition. */
    public static Optional<Skip> managing(PartitionListing listing) {
        return listing.directories().stream()
                .map(directory -> directory.name())
                .filter(DIRECTORIES::contains)
                .findFirst()
                .or(() -> listing.objects().stream()
                        .map(object -> object.key().name())
                        .filter(OBJECTS::contains)
                        .findFirst())
                .map(mark -> new Skip(SkipReason.TABLE_FORMAT_MANAGED, "the partition has " + mark));
    }

    /** By the metadata that the format's writers leave in each file. */
    public static Optional<Skip> managing(ParquetFooter footer) {
        return FOOTER_KEYS.stream()
                .filter(footer.keyValueMetadata()::containsKey)
                .findFirst()
                .map(key -> new Skip(SkipReason.TABLE_FORMAT_MANAGED, "the file's metadata has the key " + key));
    }
}
