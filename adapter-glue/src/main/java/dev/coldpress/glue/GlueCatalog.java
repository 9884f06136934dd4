package dev.coldpress.glue;

import dev.coldpress.port.hook.CatalogPartition;
import dev.coldpress.port.hook.CatalogTable;
import dev.coldpress.port.hook.PartitionCatalog;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.GlueClientBuilder;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * A table of the data catalog of AWS Glue, in the account of the credentials, which come from the SDK's default chain.
 * They have to allow {@code glue:GetTable}, {@code glue:GetPartition} and {@code glue:UpdatePartition}. Safe for
 * several threads.
 */
public final class GlueCatalog implements PartitionCatalog {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final GlueClient glue;
    private final String database;
    private final String table;

    /**
     * A table of a catalog that the client reaches.
     *
     * @param glue is closed with this
     */
    public GlueCatalog(GlueClient glue, String database, String table) {
        this.glue = glue;
        this.database = database;
        this.table = table;
    }

    /**
     * A table, with a client of its own.
     *
     * @param region if empty, the one that the SDK finds for this machine
     * @param endpoint if empty, that of AWS
     * @throws IllegalArgumentException if no region is known
     */
    public static GlueCatalog open(Optional<String> region, Optional<URI> endpoint, String database, String table) {
        GlueClientBuilder builder = GlueClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().connectionTimeout(CONNECT_TIMEOUT))
                .overrideConfiguration(limits -> limits.apiCallTimeout(CALL_TIMEOUT));
        region.map(Region::of).ifPresent(builder::region);
        endpoint.ifPresent(builder::endpointOverride);
        try {
            return new GlueCatalog(builder.build(), database, table);
        } catch (SdkException e) {
            throw new IllegalArgumentException(
                    "no region of AWS Glue is known: set the region, or AWS_REGION, or it in the" + " profile", e);
        }
    }

    @Override
    public CatalogTable table() {
        Table found;
        try {
            found = glue.getTable(request -> request.databaseName(database).name(table))
                    .table();
        } catch (SdkException e) {
            throw failed("GetTable", e);
        }
        return new CatalogTable(
                location(found.storageDescriptor()),
                found.partitionKeys().stream().map(Column::name).toList());
    }

    @Override
    public Optional<CatalogPartition> partition(List<String> values) {
        try {
            return Optional.of(new GluePartition(glue.getPartition(request ->
                            request.databaseName(database).tableName(table).partitionValues(values))
                    .partition()));
        } catch (EntityNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failed("GetPartition", e);
        }
    }

    private static String location(@Nullable StorageDescriptor storage) {
        return storage == null ? "" : Objects.requireNonNullElse(storage.location(), "");
    }

    private IllegalStateException failed(String operation, SdkException e) {
        return new IllegalStateException(
                "AWS Glue failed at '" + operation + "' for " + database + "." + table + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        glue.close();
    }

    private final class GluePartition implements CatalogPartition {

        private final Partition partition;

        GluePartition(Partition partition) {
            this.partition = partition;
        }

        @Override
        public String location() {
            return GlueCatalog.location(partition.storageDescriptor());
        }

        @Override
        public Map<String, String> parameters() {
            return partition.parameters();
        }

        /** Everything that Glue takes of a partition ({@code PartitionInput}) is written as it was read. */
        @Override
        public void replaceParameters(Map<String, String> parameters) {
            PartitionInput input = PartitionInput.builder()
                    .values(partition.values())
                    .lastAccessTime(partition.lastAccessTime())
                    .storageDescriptor(partition.storageDescriptor())
                    .lastAnalyzedTime(partition.lastAnalyzedTime())
                    .parameters(parameters)
                    .build();
            try {
                glue.updatePartition(request -> request.databaseName(database)
                        .tableName(table)
                        .partitionValueList(partition.values())
                        .partitionInput(input));
            } catch (SdkException e) {
                throw failed("UpdatePartition", e);
            }
        }
    }
}
