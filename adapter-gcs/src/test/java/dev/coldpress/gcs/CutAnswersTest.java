package dev.coldpress.gcs;

import dev.coldpress.gcs.GcsClients.Limits;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.s3.CutAnswersContract;
import dev.coldpress.s3.WireProxy;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Answers of a server of Google Cloud Storage that break off at any byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutAnswersTest extends CutAnswersContract {

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), Duration.ofMillis(1));

    private GcsServer server;

    @BeforeAll
    void start() {
        server = GcsServer.start();
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
        return server.wire();
    }

    @Override
    protected URI emptyRoot() {
        return server.emptyRoot();
    }

    @Override
    protected ObjectStore open(URI root, URI endpoint) {
        return new GcsObjectStore(GcsRoot.parse(root), GcsClients.open(GcsOptions.at(endpoint), LIMITS));
    }

    /** Any whole object. */
    @Override
    protected int copiedBytes() {
        return 10;
    }
}
