import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/**
 * A Hive metastore with its database in memory, and a client of it: serve PORT, add PORT LOCATION DT=HOUR ..., or show
 * PORT.
 */
public class Metastore {

    public static void main(String[] arguments) throws Throwable {
        int port = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("serve")) {
            Configuration settings = new Configuration();
            settings.set("javax.jdo.option.ConnectionURL", "jdbc:derby:memory:metastore;create=true");
            settings.set("javax.jdo.option.ConnectionDriverName", "org.apache.derby.jdbc.EmbeddedDriver");
            settings.set("datanucleus.schema.autoCreateAll", "true");
            settings.set("hive.metastore.schema.verification", "false");
            settings.set("metastore.thrift.bind.host", "127.0.0.1");
            settings.set("metastore.task.threads.always", "org.apache.hadoop.hive.metastore.events.EventCleanerTask");
            settings.set(
                    "metastore.expression.proxy", "org.apache.hadoop.hive.metastore.DefaultPartitionExpressionProxy");
            HiveMetaStore.startMetaStore(port, null, settings);
            return;
        }
        Configuration settings = new Configuration();
        settings.set("hive.metastore.uris", "thrift://127.0.0.1:" + port);
        HiveMetaStoreClient client = new HiveMetaStoreClient(settings);
        if (arguments[0].equals("add")) {
            String location = arguments[2];
            client.createDatabase(new Database("web", "", location + "-web", Map.of()));
            client.createTable(table(location));
            for (String hour : List.of(arguments).subList(3, arguments.length)) {
                client.add_partition(partition(location, hour.split("=")));
            }
        }
        for (Partition one : client.listPartitions("web", "events", (short) -1)) {
            System.out.println("= " + String.join("=", one.getValues()) + " " + one.getSd().getLocation() + " "
                    + one.getSd().getCols().size() + " " + new TreeMap<>(one.getParameters()));
        }
        client.close();
    }

    private static StorageDescriptor storage(String location) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setCols(new ArrayList<>(List.of(new FieldSchema("id", "bigint", ""), new FieldSchema("name", "string", ""))));
        storage.setLocation(location);
        storage.setInputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat");
        storage.setOutputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat");
        storage.setSerdeInfo(
                new SerDeInfo("parquet", "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", Map.of()));
        return storage;
    }

    private static Table table(String location) {
        Table table = new Table();
        table.setDbName("web");
        table.setTableName("events");
        table.setTableType("EXTERNAL_TABLE");
        table.setParameters(Map.of("EXTERNAL", "TRUE"));
        table.setSd(storage(location));
        table.setPartitionKeys(List.of(new FieldSchema("dt", "string", ""), new FieldSchema("hour", "string", "")));
        return table;
    }

    private static Partition partition(String location, String[] values) {
        Partition partition = new Partition();
        partition.setDbName("web");
        partition.setTableName("events");
        partition.setValues(List.of(values));
        partition.setSd(storage(location + "/dt=" + values[0] + "/hour=" + values[1]));
        partition.setParameters(Map.of("numRows", "1000", "numFiles", "99", "totalSize", "99", "kept", "yes"));
        return partition;
    }
}
