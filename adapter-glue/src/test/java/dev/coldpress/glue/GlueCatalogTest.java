package dev.coldpress.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coldpress.port.hook.CatalogPartition;
import dev.coldpress.port.hook.CatalogTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers have the fields of AWS Glue's API reference. */
class GlueCatalogTest {

    private static final String STORAGE = "\"StorageDescriptor\":{\"Columns\":[{\"Name\":\"id\",\"Type\":\"bigint\"}],"
            + "\"Location\":\"s3://lake/events/dt=2026-01-15/\",\"NumberOfBuckets\":-1,\"SerdeInfo\":{\"Name\":\"parquet\"}}";

    private static final List<String> KEYS = List.of("aws.accessKeyId", "aws.secretAccessKey");

    private final List<String> updates = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private GlueCatalog catalog;

    @BeforeEach
    void start() throws IOException {
        KEYS.forEach(key -> System.setProperty(key, "of-the-test"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        catalog = catalog("events");
    }

    @AfterEach
    void stop() {
        catalog.close();
        server.stop(0);
        KEYS.forEach(System::clearProperty);
    }

    private GlueCatalog catalog(String table) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return GlueCatalog.open(Optional.of("eu-west-1"), Optional.of(endpoint), "web", table);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            String answer = switch (target) {
                case "AWSGlue.GetTable" -> table(body);
                case "AWSGlue.GetPartition" -> partition(body);
                case "AWSGlue.UpdatePartition" -> update(body);
                default -> refused("InternalServiceException", target);
            };
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.contains("__type") ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String refused(String type, String message) {
        return "{\"__type\":\"" + type + "\",\"Message\":\"" + message + "\"}";
    }

    private static String table(String body) {
        return body.contains("\"Name\":\"events\"")
                ? "{\"Table\":{\"Name\":\"events\",\"StorageDescriptor\":{\"Location\":\"s3://lake/events/\"},"
                        + "\"PartitionKeys\":[{\"Name\":\"dt\",\"Type\":\"string\"}]}}"
                : refused("EntityNotFoundException", "Entity Not Found");
    }

    private static String partition(String body) {
        return body.contains("[\"2026-01-15\"]")
                ? "{\"Partition\":{\"Values\":[\"2026-01-15\"],\"DatabaseName\":\"web\",\"TableName\":\"events\","
                        + "\"CreationTime\":1768521600.0,\"LastAccessTime\":1768525200.0,\"CatalogId\":\"1\"," + STORAGE
                        + ",\"Parameters\":{\"recordCount\":\"7\"}}}"
                : refused("EntityNotFoundException", "Cannot find partition.");
    }

    private String update(String body) {
        updates.add(body);
        return updates.size() > 1 ? refused("ConcurrentModificationException", "Too late") : "{}";
    }

    @Test
    void aTableIsReadWithItsKeys() {
        assertThat(catalog.table()).isEqualTo(new CatalogTable("s3://lake/events/", List.of("dt")));
    }

    @Test
    void onlyTheParametersOfAPartitionAreReplaced() {
        CatalogPartition partition = catalog.partition(List.of("2026-01-15")).orElseThrow();
        assertThat(partition.location()).isEqualTo("s3://lake/events/dt=2026-01-15/");
        assertThat(partition.parameters()).isEqualTo(Map.of("recordCount", "7"));

        partition.replaceParameters(Map.of("numFiles", "1"));

        assertThat(updates)
                .singleElement()
                .asString()
                .contains("\"DatabaseName\":\"web\",\"TableName\":\"events\",\"PartitionValueList\":[\"2026-01-15\"]")
                .contains(STORAGE)
                .contains("\"LastAccessTime\":1768525200")
                .contains("\"Parameters\":{\"numFiles\":\"1\"}");
    }

    @Test
    void aPartitionThatGlueDoesNotKnowIsNone() {
        assertThat(catalog.partition(List.of("2026-01-16"))).isEmpty();
    }

    @Test
    void whatGlueRefusesIsSaid() {
        try (GlueCatalog other = catalog("orders")) {
            assertThatThrownBy(other::table).hasMessageContaining("'GetTable' for web.orders: Entity Not Found");
        }
        CatalogPartition partition = catalog.partition(List.of("2026-01-15")).orElseThrow();
        partition.replaceParameters(Map.of());
        assertThatThrownBy(() -> partition.replaceParameters(Map.of()))
                .hasMessageContaining("'UpdatePartition' for web.events: Too late");
    }
}
