package dev.coldpress.hive;

import io.trino.hive.thrift.metastore.EnvironmentContext;
import io.trino.hive.thrift.metastore.FieldSchema;
import io.trino.hive.thrift.metastore.GetTableRequest;
import io.trino.hive.thrift.metastore.GetTableResult;
import io.trino.hive.thrift.metastore.MetaException;
import io.trino.hive.thrift.metastore.NoSuchObjectException;
import io.trino.hive.thrift.metastore.Partition;
import io.trino.hive.thrift.metastore.SerDeInfo;
import io.trino.hive.thrift.metastore.StorageDescriptor;
import io.trino.hive.thrift.metastore.Table;
import io.trino.hive.thrift.metastore.ThriftHiveMetastore;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportException;

/** The generated server of a metastore, with one table of one partition. */
final class MetastoreOfTheTests implements AutoCloseable {

    final List<Partition> altered = new ArrayList<>();
    final List<Map<String, String>> contexts = new ArrayList<>();
    final int port;
    private final TServer server;

    MetastoreOfTheTests(Partition partition) throws Exception {
        ServerSocket listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = listening.getLocalPort();
        ThriftHiveMetastore.Iface answers = (ThriftHiveMetastore.Iface) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ThriftHiveMetastore.Iface.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments, partition));
        server = new TThreadPoolServer(new TThreadPoolServer.Args(new TServerSocket(listening))
                .processor(new ThriftHiveMetastore.Processor<>(answers))
                .protocolFactory(new TBinaryProtocol.Factory()));
        Thread thread = new Thread(server::serve, "metastore");
        thread.setDaemon(true);
        thread.start();
    }

    private Object answer(String method, Object[] arguments, Partition partition) throws TException {
        return switch (method) {
            case "getTableReq" -> table((GetTableRequest) arguments[0]);
            case "getPartition" -> {
                if (!Objects.equals(arguments[2], partition.getValues())) {
                    throw new NoSuchObjectException("partition values=" + arguments[2]);
                }
                yield partition;
            }
            case "alterPartitionWithEnvironmentContext" -> {
                altered.add((Partition) arguments[2]);
                contexts.add(((EnvironmentContext) arguments[3]).getProperties());
                if (altered.size() > 1) {
                    throw new MetaException("The disk is full");
                }
                yield "nothing";
            }
            default -> throw new TTransportException("not asked for: " + method);
        };
    }

    private static GetTableResult table(GetTableRequest request) throws NoSuchObjectException {
        if (!request.getDbName().equals("web") || !request.getTblName().equals("events")) {
            throw new NoSuchObjectException(
                    "hive." + request.getDbName() + "." + request.getTblName() + " table not found");
        }
        Table table = new Table();
        table.setDbName("web");
        table.setTableName("events");
        table.setSd(storage("s3a://lake/events"));
        table.setPartitionKeys(
                List.of(new FieldSchema("dt", "string", ""), new FieldSchema("hour", "int", "of the day")));
        return new GetTableResult(table);
    }

    static StorageDescriptor storage(String location) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setCols(List.of(new FieldSchema("id", "bigint", "")));
        storage.setLocation(location);
        storage.setCompressed(true);
        storage.setNumBuckets(-1);
        storage.setSerdeInfo(new SerDeInfo("parquet", "Parquet", Map.of("serialization.format", "1")));
        storage.setBucketCols(List.of());
        storage.setParameters(Map.of());
        return storage;
    }

    @Override
    public void close() {
        server.stop();
    }
}
