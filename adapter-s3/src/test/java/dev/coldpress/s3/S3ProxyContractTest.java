package dev.coldpress.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.testkit.contract.ObjectStoreContract;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract against a server of the protocol in this JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ProxyContractTest extends ObjectStoreContract {

    private S3Server server;
    private URI root = URI.create("s3://bucket/unset");

    @BeforeAll
    void start() {
        server = S3Server.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private ObjectStore open(URI at) {
        S3Options options = S3Options.compatible(server.endpoint());
        return S3ObjectStore.open(at, options.withCapabilities(S3Options.AMAZON));
    }

    @Override
    protected ObjectStore openEmpty() {
        root = server.emptyRoot();
        return open(root);
    }

    @Override
    public Optional<ObjectStore> openBelow(KeyPrefix directory) {
        return Optional.of(open(URI.create(root + "/" + directory)));
    }

    @Override
    protected ObjectStore openAgain() {
        return open(root);
    }

    @Test
    void theCapabilitiesArePrinted() {
        System.out.println("Declared: " + store().capabilities());
        assertThat(store().capabilities()).isEqualTo(S3Options.AMAZON);
    }

    @Override
    public int raceRounds() {
        return 5;
    }
}
