package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.s3.S3Clients.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is said of checksums to Amazon's own store, which declines a part with one whose upload was begun without naming
 * its kind, and a completion that leaves out the checksum of a part. The server here only writes down what it is asked.
 */
class AmazonChecksumsTest {

    private static final String ENDPOINT = "aws.endpointUrlS3";
    private static final ObjectRef SOURCE =
            new ObjectRef(ObjectKey.of("a/source"), new S3Version("e", 1, 6 << 20).version(), 6 << 20);

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        // So the options name no endpoint, as for Amazon's own store. Users are refused this.
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
        System.setProperty("aws.accessKeyId", S3Server.USER);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        String sum = exchange.getRequestHeaders().getFirst("x-amz-checksum-crc32");
        String answer;
        if (exchange.getRequestMethod().equals("GET")) {
            answer = "<Error><Code>NoSuchKey</Code></Error>";
        } else if (query.equals("uploads")) {
            asked.add("begin " + exchange.getRequestHeaders().getFirst("x-amz-checksum-algorithm"));
            answer = "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>";
        } else if (exchange.getRequestHeaders().containsKey("x-amz-copy-source")) {
            answer = "<CopyPartResult><ETag>e2</ETag><ChecksumCRC32>Y29weQ==</ChecksumCRC32></CopyPartResult>";
        } else if (query.startsWith("partNumber")) {
            exchange.getResponseHeaders().set("x-amz-checksum-crc32", sum);
            exchange.getResponseHeaders().set("ETag", "e1");
            asked.add("part " + sum);
            answer = "";
        } else {
            asked.add("complete "
                    + body.replaceAll("(?s).*?<ChecksumCRC32>(.*?)</ChecksumCRC32>|.*", "$1 ")
                            .strip());
            answer = "<CompleteMultipartUploadResult><ETag>e3</ETag></CompleteMultipartUploadResult>";
        }
        int status = exchange.getRequestMethod().equals("GET") ? 404 : 200;
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void theKindIsNamedAtTheBeginningAndTheChecksumOfEachPartAtTheEnd() {
        S3Options options = new S3Options(null, true, "us-east-1", S3Options.AMAZON);
        S3Root root = S3Root.parse(URI.create("s3://bucket/lake"));
        S3Clients clients = S3Clients.open(
                options, new Limits(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMillis(10)));
        try (S3ObjectStore store = new S3ObjectStore(root, clients, options.capabilities());
                StagedUpload upload = store.stage(ObjectKey.of("a/x"))) {
            assertThat(upload.copyFrom(SOURCE, 0, 6 << 20)).isEqualTo(ReadResult.READ);
            upload.write(ByteBuffer.wrap("12345".getBytes(StandardCharsets.UTF_8)));
            upload.seal();
            upload.publish();
        }
        // The CRC-32 of these bytes is CBF53A1C.
        assertThat(asked).containsExactly("begin CRC32", "part y/U6HA==", "complete Y29weQ== y/U6HA==");
    }
}
