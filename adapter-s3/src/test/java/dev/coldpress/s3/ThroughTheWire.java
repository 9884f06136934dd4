package dev.coldpress.s3;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.s3.S3Clients.Limits;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** A store whose requests pass a {@link WireProxy}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ThroughTheWire {

    /**
     * The tag of tests in which an answer never comes; those with such a mishap as their parameter have it in their
     * name.
     */
    static final String SILENCE = WireFaultContract.NEVER_ANSWERED;

    static final ObjectKey KEY = ObjectKey.of("a/x");

    private S3Server server;
    private S3Root root;
    WireProxy wire;
    S3ObjectStore store;
    StoreUnderTest subject;

    @BeforeAll
    void start() {
        server = S3Server.start();
        wire = WireProxy.before(server.endpoint());
    }

    @AfterAll
    void stop() {
        wire.close();
        server.close();
    }

    @BeforeEach
    void open(TestInfo test) {
        root = S3Root.parse(server.emptyRoot());
        store = open(wire.endpoint(), patience(test));
        subject = new StoreUnderTest(store);
        wire.reset();
    }

    private S3ObjectStore open(URI endpoint, Duration patience) {
        S3Options options = S3Options.compatible(endpoint).withCapabilities(S3Options.AMAZON);
        Limits limits = new Limits(patience, Duration.ofSeconds(60), Duration.ofMillis(10));
        return new S3ObjectStore(root, S3Clients.open(options, limits), options.capabilities());
    }

    /** The same store by a way on which nothing goes wrong. */
    S3ObjectStore openDirect() {
        return open(server.endpoint(), Duration.ofSeconds(20));
    }

    /** Little only where an answer never comes: a busy machine answers late, which must not look like a fault. */
    private static Duration patience(TestInfo test) {
        boolean isSilent =
                test.getTags().contains(SILENCE) || test.getDisplayName().contains(SILENCE);
        return isSilent ? Duration.ofSeconds(2) : Duration.ofSeconds(20);
    }

    @AfterEach
    void close() {
        store.close();
    }
}
