package dev.coldpress.hive;

import dev.coldpress.port.hook.CatalogPartition;
import dev.coldpress.port.hook.CatalogTable;
import dev.coldpress.port.hook.PartitionCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.jspecify.annotations.Nullable;

/**
 * A table of a Hive metastore. Methods and numbers of fields are those of {@code hive_metastore.thrift}, since Hive
 * 2.3. The protocol is the binary one without authentication. Each call has a connection of its own, and ends after
 * {@value #TIMEOUT_MILLIS} ms without an answer. Safe for several threads.
 */
public final class HiveMetastore implements PartitionCatalog {

    /** Where metastores listen unless told otherwise. */
    public static final int DEFAULT_PORT = 9083;

    private static final int TIMEOUT_MILLIS = 30_000;

    /**
     * The metastore takes the given figures then, and does not look for files itself (Hive's {@code StatsSetupConst}).
     */
    private static final Map<String, String> FIGURES_ARE_GIVEN = Map.of("DO_NOT_UPDATE_STATS", "true");

    private final String host;
    private final int port;
    private final String database;
    private final String table;

    public HiveMetastore(String host, int port, String database, String table) {
        this.host = host;
        this.port = port;
        this.database = database;
        this.table = table;
    }

    @Override
    public CatalogTable table() {
        ThriftStruct result = call(
                "get_table_req",
                new ThriftStruct().with(1, new ThriftStruct().with(1, database).with(2, table)));
        ThriftStruct found = result.struct(0);
        ThriftStruct whole = found == null ? null : found.struct(1);
        if (whole == null) {
            throw failed("get_table_req", result);
        }
        List<String> keys = whole.structs(8).stream().map(key -> key.text(1)).toList();
        return new CatalogTable(location(whole, 7), keys);
    }

    @Override
    public Optional<CatalogPartition> partition(List<String> values) {
        ThriftStruct result = call(
                "get_partition",
                new ThriftStruct().with(1, database).with(2, table).with(3, values));
        ThriftStruct partition = result.struct(0);
        if (partition == null && result.struct(2) == null) {
            throw failed("get_partition", result);
        }
        return Optional.ofNullable(partition).map(HivePartition::new);
    }

    private static String location(ThriftStruct described, int storageDescriptor) {
        ThriftStruct storage = described.struct(storageDescriptor);
        return storage == null ? "" : storage.text(2);
    }

    /** Nothing is open between two calls. */
    @Override
    public void close() {}

    /** Sends a call, and reads its result: field 0 is what it returns, each other one an exception that it names. */
    private ThriftStruct call(String method, ThriftStruct arguments) {
        try (TTransport transport = new TSocket(new TConfiguration(), host, port, TIMEOUT_MILLIS)) {
            transport.open();
            TProtocol protocol = new TBinaryProtocol(transport);
            protocol.writeMessageBegin(new TMessage(method, TMessageType.CALL, 1));
            arguments.write(protocol);
            protocol.writeMessageEnd();
            transport.flush();
            if (protocol.readMessageBegin().type == TMessageType.EXCEPTION) {
                TApplicationException refused = TApplicationException.readFrom(protocol);
                throw new IllegalStateException(said(method, refused.getMessage()));
            }
            return ThriftStruct.read(protocol);
        } catch (TException e) {
            throw new IllegalStateException(said(method, e.toString()), e);
        }
    }

    private IllegalStateException failed(String method, ThriftStruct result) {
        for (int number = 1; number <= 3; number++) {
            ThriftStruct exception = result.struct(number);
            if (exception != null) {
                return new IllegalStateException(said(method, exception.text(1)));
            }
        }
        return new IllegalStateException(said(method, "it returned nothing"));
    }

    private String said(String method, @Nullable String reason) {
        return "The Hive metastore at " + host + ":" + port + " failed at '" + method + "' for " + database + "."
                + table + ": " + reason;
    }

    private final class HivePartition implements CatalogPartition {

        private final ThriftStruct partition;

        HivePartition(ThriftStruct partition) {
            this.partition = partition;
        }

        @Override
        public String location() {
            return HiveMetastore.location(partition, 6);
        }

        @Override
        public Map<String, String> parameters() {
            return partition.texts(7);
        }

        @Override
        public void replaceParameters(Map<String, String> parameters) {
            String method = "alter_partition_with_environment_context";
            ThriftStruct result = call(
                    method,
                    new ThriftStruct()
                            .with(1, database)
                            .with(2, table)
                            .with(3, partition.with(7, parameters))
                            .with(4, new ThriftStruct().with(1, FIGURES_ARE_GIVEN)));
            if (!result.isEmpty()) {
                throw failed(method, result);
            }
        }
    }
}
