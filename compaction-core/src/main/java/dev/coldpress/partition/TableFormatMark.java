package dev.coldpress.partition;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises directories that a table format manages, by what lies in them: Delta's {@code _delta_log/}, Hudi's
 * {@code .hoodie/} and {@code .hoodie_partition_metadata}, Iceberg's {@code metadata/} with a {@code *.metadata.json},
 * and {@code _spark_metadata/} of the file sink of Spark's Structured Streaming, by which alone Spark reads such a
 * directory. Whoever keeps such a list knows the files by name; merging them behind its back would break it.
 */
public final class TableFormatMark {

    private static final String DELTA = "_delta_log";
    private static final String SPARK_SINK = "_spark_metadata";
    private static final Set<String> DIRECTORIES = Set.of(DELTA, ".hoodie", SPARK_SINK);
    private static final String HUDI_PARTITION = ".hoodie_partition_metadata";
    private static final String ICEBERG = "metadata";
    private static final String ICEBERG_METADATA = ".metadata.json";

    private TableFormatMark() {}

    /**
     * Looks for a mark among the entries of one directory.
     *
     * @param store asked once more, and only if there is a directory that is called like Iceberg's
     * @return the name of what was found
     */
    public static Optional<String> in(ObjectStore store, List<KeyPrefix> directories, List<ListedObject> objects) {
        for (KeyPrefix directory : directories) {
            String name = directory.name();
            if (DIRECTORIES.contains(name) || (name.equals(ICEBERG) && hasIcebergMetadata(store, directory))) {
                return Optional.of(name);
            }
        }
        return objects.stream()
                .map(object -> object.key().name())
                .filter(HUDI_PARTITION::equals)
                .findFirst();
    }

    /**
     * Looks for a mark in a directory of which only the first page has been listed. A further page costs a request for
     * each mark that may stand on it.
     */
    static Optional<String> in(ObjectStore store, KeyPrefix directory, ListPage firstPage) {
        List<KeyPrefix> directories = new ArrayList<>(firstPage.prefixes());
        if (firstPage.next() != null) {
            for (String name : List.of(DELTA, ICEBERG, SPARK_SINK)) {
                KeyPrefix mark = directory.child(name);
                if (!store.list(new ListRequest(mark, true, null, 1)).isEmpty()) {
                    directories.add(mark);
                }
            }
        }
        return in(store, directories, firstPage.objects());
    }

    /**
     * A directory with more versions than a page of metadata files has one on its first page, since all are named
     * alike.
     */
    private static boolean hasIcebergMetadata(ObjectStore store, KeyPrefix directory) {
        return store.list(ListRequest.level(directory)).objects().stream()
                .anyMatch(object -> object.key().name().endsWith(ICEBERG_METADATA));
    }
}
