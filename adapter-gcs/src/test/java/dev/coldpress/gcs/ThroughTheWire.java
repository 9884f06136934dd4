package dev.coldpress.gcs;

import dev.coldpress.gcs.GcsClients.Limits;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.s3.WireFaultContract;
import dev.coldpress.s3.WireProxy;
import dev.coldpress.testkit.contract.StoreUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** A store on a server of the protocol, reached through a {@link WireProxy}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ThroughTheWire {

    /**
     * The tag of tests in which an answer never comes; those with such a mishap as their parameter have it in their
     * name.
     */
    static final String SILENCE = WireFaultContract.NEVER_ANSWERED;

    static final ObjectKey KEY = ObjectKey.of("a/x");

    private GcsServer server;
    WireProxy wire;
    GcsRoot root;
    GcsClients clients;
    GcsObjectStore store;
    StoreUnderTest subject;

    @BeforeAll
    void start() {
        server = GcsServer.start();
        wire = server.wire();
    }

    @AfterAll
    void stop() {
        wire.close();
        server.close();
    }

    @BeforeEach
    void open(TestInfo test) {
        Limits limits = new Limits(patience(test), Duration.ofMillis(10));
        root = GcsRoot.parse(server.emptyRoot());
        clients = GcsClients.open(GcsOptions.at(wire.endpoint()), limits);
        store = new GcsObjectStore(root, clients);
        subject = new StoreUnderTest(store);
        wire.reset();
    }

    /** The same store by a way on which nothing goes wrong. */
    GcsObjectStore openDirect() {
        Limits limits = new Limits(Duration.ofSeconds(20), Duration.ofMillis(10));
        return new GcsObjectStore(root, GcsClients.open(GcsOptions.at(server.endpoint()), limits));
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
