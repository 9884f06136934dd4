package dev.coldpress.catalog;

import dev.coldpress.partition.LakeLayout;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.hook.CatalogPartition;
import dev.coldpress.port.hook.CatalogTable;
import dev.coldpress.port.hook.CompactionHook;
import dev.coldpress.port.hook.PartitionCatalog;
import dev.coldpress.port.hook.PartitionCompacted;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a catalog how many files a compacted partition has, and how large they are together. Everything else that the
 * catalog keeps about the partition stays, the number of rows among it, since a compaction does not change it.
 *
 * <p>The partition is found by its path below the location of the table: the first directories are its values, spelled
 * {@code key=value} as Hive does, or as values alone. A partition that lies elsewhere, or that the catalog does not
 * know, is left alone.
 *
 * <p>The parameters {@code numFiles} and {@code totalSize} are those of Hive (its class {@code StatsSetupConst}). Those
 * that crawlers of Glue write, {@code objectCount} and {@code sizeKey}, are written only where they are.
 */
public final class CatalogHook implements CompactionHook, AutoCloseable {

    static final String FILES = "numFiles";
    static final String BYTES = "totalSize";
    static final String CRAWLED_FILES = "objectCount";
    static final String CRAWLED_BYTES = "sizeKey";

    /** What Hive writes for a sign that a directory's name cannot have (its {@code FileUtils.escapePathName}). */
    private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");

    private final PartitionCatalog catalog;
    private final ObjectStore store;
    private final CatalogLocation root;

    /**
     * A hook of the table that the catalog keeps.
     *
     * @param catalog is closed with the hook
     * @param store in which the partitions lie; stays open
     * @param root at which the store begins, such as {@code s3://bucket/lake/}
     */
    public CatalogHook(PartitionCatalog catalog, ObjectStore store, URI root) {
        this.catalog = catalog;
        this.store = store;
        this.root = CatalogLocation.of(root);
    }

    @Override
    public void partitionCompacted(PartitionCompacted event) {
        CatalogTable table = catalog.table();
        CatalogLocation place = root.child(event.partition().path());
        Optional<String> path = place.below(CatalogLocation.of(table.location()));
        if (path.isPresent()) {
            refresh(table, path.get().split("/", -1), event.partition());
        }
    }

    private void refresh(CatalogTable table, String[] directories, KeyPrefix compacted) {
        int depth = table.keys().size();
        if (depth == 0 || directories.length < depth) {
            throw new IllegalStateException(
                    "The catalog has " + depth + " partition keys " + table.keys() + " for the table at "
                            + table.location() + ", and " + compacted.shown() + " has " + directories.length
                            + " directories below it. Name a table whose partitions are whole partitions of the lake");
        }
        KeyPrefix prefix = compacted;
        for (int i = directories.length; i > depth; i--) {
            prefix = prefix.above().get(0);
        }
        Optional<CatalogPartition> partition = catalog.partition(values(table.keys(), directories));
        if (partition.isPresent()
                && CatalogLocation.of(partition.get().location()).equals(root.child(prefix.path()))) {
            write(partition.get(), prefix);
        }
    }

    private void write(CatalogPartition partition, KeyPrefix prefix) {
        long files = 0;
        long bytes = 0;
        for (ListedObject object : visible(prefix)) {
            files++;
            bytes = Math.addExact(bytes, object.ref().sizeBytes());
        }
        Map<String, String> parameters = new LinkedHashMap<>(partition.parameters());
        parameters.put(FILES, Long.toString(files));
        parameters.put(BYTES, Long.toString(bytes));
        parameters.replace(CRAWLED_FILES, Long.toString(files));
        parameters.replace(CRAWLED_BYTES, Long.toString(bytes));
        if (!parameters.equals(partition.parameters())) {
            partition.replaceParameters(parameters);
        }
    }

    private static List<String> values(List<String> keys, String[] directories) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String named = keys.get(i) + "=";
            String directory = directories[i];
            String value = directory.regionMatches(true, 0, named, 0, named.length())
                    ? directory.substring(named.length())
                    : directory;
            values.add(ESCAPED.matcher(value)
                    .replaceAll(found ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16)))));
        }
        return values;
    }

    /** What readers see: no part of the path below the partition begins with an underscore or a dot. */
    private List<ListedObject> visible(KeyPrefix prefix) {
        List<ListedObject> visible = new ArrayList<>();
        store.listEach(ListRequest.tree(prefix), object -> {
            String below = object.key().path().substring(prefix.path().length());
            if (Arrays.stream(below.split("/", -1)).noneMatch(LakeLayout::isHidden)) {
                visible.add(object);
            }
        });
        return visible;
    }

    @Override
    public void close() {
        catalog.close();
    }
}
