package dev.coldpress.s3;

import dev.coldpress.port.ObjectStore;
import dev.coldpress.s3.S3Clients.Limits;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Answers of a server of S3 that break off at any byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutAnswersTest extends CutAnswersContract {

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMillis(1));

    private S3Server server;

    @BeforeAll
    void start() {
        server = S3Server.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    protected URI server() {
        return server.endpoint();
    }

    @Override
    protected WireProxy openWire() {
        return WireProxy.before(server.endpoint());
    }

    @Override
    protected URI emptyRoot() {
        return server.emptyRoot();
    }

    @Override
    protected ObjectStore open(URI root, URI endpoint) {
        S3Options options = S3Options.compatible(endpoint).withCapabilities(S3Options.AMAZON);
        return new S3ObjectStore(S3Root.parse(root), S3Clients.open(options, LIMITS), options.capabilities());
    }

    @Override
    protected int copiedBytes() {
        return S3Upload.MIN_PART_BYTES;
    }
}
