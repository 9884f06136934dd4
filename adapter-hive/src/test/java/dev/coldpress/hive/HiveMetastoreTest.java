package dev.coldpress.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldpress.port.hook.CatalogPartition;
import dev.coldpress.port.hook.CatalogTable;
import io.trino.hive.thrift.metastore.Partition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HiveMetastoreTest {

    private static final List<String> VALUES = List.of("2026-01-15", "ü 10");

    private MetastoreOfTheTests server;
    private HiveMetastore metastore;

    @BeforeEach
    void start() throws Exception {
        server = new MetastoreOfTheTests(partition(Map.of("numFiles", "9", "numRows", "7")));
        metastore = new HiveMetastore("127.0.0.1", server.port, "web", "events");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Partition partition(Map<String, String> parameters) {
        Partition partition = new Partition();
        partition.setValues(VALUES);
        partition.setDbName("web");
        partition.setTableName("events");
        partition.setCreateTime(17);
        partition.setWriteId(1L << 40);
        partition.setSd(MetastoreOfTheTests.storage("s3a://lake/events/dt=2026-01-15/hour=ü 10"));
        partition.setParameters(parameters);
        return partition;
    }

    @Test
    void aTableIsReadWithItsKeys() {
        assertThat(metastore.table()).isEqualTo(new CatalogTable("s3a://lake/events", List.of("dt", "hour")));
    }

    /** Every other field of the partition is written as it was read. */
    @Test
    void onlyTheParametersOfAPartitionAreReplaced() {
        CatalogPartition partition = metastore.partition(VALUES).orElseThrow();
        assertThat(partition.location()).isEqualTo("s3a://lake/events/dt=2026-01-15/hour=ü 10");
        assertThat(partition.parameters()).isEqualTo(Map.of("numFiles", "9", "numRows", "7"));

        partition.replaceParameters(Map.of("numFiles", "1", "numRows", "7", "totalSize", "70"));

        assertThat(server.altered)
                .containsExactly(partition(Map.of("numFiles", "1", "numRows", "7", "totalSize", "70")));
        assertThat(server.contexts).containsExactly(Map.of("DO_NOT_UPDATE_STATS", "true"));
    }

    @Test
    void aPartitionThatTheMetastoreDoesNotKnowIsNone() {
        assertThat(metastore.partition(List.of("2026-01-15", "11"))).isEmpty();
    }

    @Test
    void whatTheMetastoreRefusesIsSaid() {
        HiveMetastore other = new HiveMetastore("127.0.0.1", server.port, "web", "orders");
        assertThatThrownBy(other::table)
                .hasMessageContaining("127.0.0.1:" + server.port)
                .hasMessageContaining("'get_table_req' for web.orders: hive.web.orders table not found");

        CatalogPartition partition = metastore.partition(VALUES).orElseThrow();
        partition.replaceParameters(Map.of());
        assertThatThrownBy(() -> partition.replaceParameters(Map.of())).hasMessageContaining("The disk is full");
    }

    @Test
    void aMetastoreThatIsDownIsAFailure() {
        metastore.table();
        server.close();

        assertThatThrownBy(metastore::table).hasMessageContaining("127.0.0.1:" + server.port);
    }
}
