package dev.coldpress.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.hook.CatalogPartition;
import dev.coldpress.port.hook.CatalogTable;
import dev.coldpress.port.hook.PartitionCatalog;
import dev.coldpress.port.hook.PartitionCompacted;
import dev.coldpress.testkit.store.InMemoryObjectStore;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogHookTest {

    private static final String DAY = "events/dt=2026-01-15/";

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> Instant.EPOCH);
    private final MapCatalog catalog = new MapCatalog("s3a://bucket/lake/events", List.of("dt"));
    private final CatalogHook hook = new CatalogHook(catalog, store, URI.create("s3://bucket/lake/"));

    @Test
    void aPartitionGetsTheFilesThatReadersSeeAndKeepsTheRest() {
        put(DAY + "compacted_1.parquet", 70);
        put(DAY + "late.parquet", 30);
        put(DAY + "_SUCCESS", 1);
        put(DAY + ".part.crc", 8);
        put(DAY + "_temporary/0/part.parquet", 9);
        put("events/dt=2026-01-16/other.parquet", 5);
        catalog.add("s3a://bucket/lake/events/dt=2026-01-15", Map.of("numRows", "7", "numFiles", "9"), "2026-01-15");

        hook.partitionCompacted(compacted(DAY));

        assertThat(catalog.parameters("2026-01-15"))
                .isEqualTo(Map.of("numRows", "7", "numFiles", "2", "totalSize", "100"));
    }

    @Test
    void figuresOfCrawlersAreRefreshedOnlyWhereTheyAre() {
        put(DAY + "compacted_1.parquet", 70);
        catalog.add(
                "s3://bucket/lake/events/dt=2026-01-15/", Map.of("objectCount", "9", "recordCount", "7"), "2026-01-15");

        hook.partitionCompacted(compacted(DAY));

        assertThat(catalog.parameters("2026-01-15"))
                .isEqualTo(Map.of("objectCount", "1", "recordCount", "7", "numFiles", "1", "totalSize", "70"));
    }

    @Test
    void nothingIsWrittenThatIsThereAlready() {
        put(DAY + "compacted_1.parquet", 70);
        catalog.add("s3://bucket/lake/events/dt=2026-01-15", Map.of(), "2026-01-15");

        hook.partitionCompacted(compacted(DAY));
        hook.partitionCompacted(compacted(DAY));

        assertThat(catalog.writes).isEqualTo(1);
    }

    @Test
    void aPartitionOfTheCatalogMayHoldSeveralOfTheLake() {
        put(DAY + "hour=01/compacted_1.parquet", 10);
        put(DAY + "hour=02/a.parquet", 20);
        catalog.add("s3://bucket/lake/events/dt=2026-01-15", Map.of(), "2026-01-15");

        hook.partitionCompacted(compacted(DAY + "hour=01/"));

        assertThat(catalog.parameters("2026-01-15")).isEqualTo(Map.of("numFiles", "2", "totalSize", "30"));
    }

    @Test
    void valuesAreThoseOfHivesDirectories() {
        assertValues("events/DT=2026-01-15 10%3A00/", "2026-01-15 10:00");
        assertValues("events/2026-01-15/", "2026-01-15");
        assertValues("events/dt=__HIVE_DEFAULT_PARTITION__/", "__HIVE_DEFAULT_PARTITION__");
        assertValues("events/dt=a$1%5Cb/", "a$1\\b");
    }

    private void assertValues(String directory, String value) {
        put(directory + "compacted_1.parquet", 1);
        catalog.add("s3://bucket/lake/" + directory, Map.of(), value);
        hook.partitionCompacted(compacted(directory));
        assertThat(catalog.parameters(value)).containsEntry("numFiles", "1");
    }

    @Test
    void othersAreLeftAlone() {
        put(DAY + "compacted_1.parquet", 70);
        hook.partitionCompacted(compacted(DAY));
        catalog.add("s3://bucket/moved/dt=2026-01-15", Map.of(), "2026-01-15");
        hook.partitionCompacted(compacted(DAY));
        hook.partitionCompacted(compacted("orders/dt=2026-01-15/"));

        assertThat(catalog.writes).isZero();
    }

    @Test
    void aTableWhosePartitionsAreFinerThanThoseOfTheLakeIsRefused() {
        CatalogHook finer = new CatalogHook(
                new MapCatalog("s3://bucket/lake/events", List.of("dt", "hour")),
                store,
                URI.create("s3://bucket/lake/"));
        assertThatThrownBy(() -> finer.partitionCompacted(compacted(DAY)))
                .hasMessageContaining("2 partition keys [dt, hour]")
                .hasMessageContaining("events/dt=2026-01-15/ has 1 directories");
    }

    private void put(String key, int size) {
        store.put(ObjectKey.of(key), new byte[size], WriteCondition.NONE);
    }

    private static PartitionCompacted compacted(String partition) {
        KeyPrefix prefix = KeyPrefix.of(partition);
        return new PartitionCompacted(
                new UUID(1, 2), prefix, List.of(prefix.key("compacted_1.parquet")), 7, 70, Instant.EPOCH);
    }

    private static final class MapCatalog implements PartitionCatalog {

        private final CatalogTable table;
        private final Map<List<String>, CatalogPartition> partitions = new HashMap<>();
        private int writes;

        MapCatalog(String location, List<String> keys) {
            table = new CatalogTable(location, keys);
        }

        void add(String location, Map<String, String> parameters, String value) {
            Map<String, String> kept = new HashMap<>(parameters);
            partitions.put(List.of(value), new CatalogPartition() {
                @Override
                public String location() {
                    return location;
                }

                @Override
                public Map<String, String> parameters() {
                    return Map.copyOf(kept);
                }

                @Override
                public void replaceParameters(Map<String, String> replacing) {
                    writes++;
                    kept.clear();
                    kept.putAll(replacing);
                }
            });
        }

        Map<String, String> parameters(String value) {
            return partition(List.of(value)).orElseThrow().parameters();
        }

        @Override
        public CatalogTable table() {
            return table;
        }

        @Override
        public Optional<CatalogPartition> partition(List<String> values) {
            return Optional.ofNullable(partitions.get(values));
        }

        @Override
        public void close() {}
    }
}
