package dev.coldpress.gcs;

import dev.coldpress.gcs.GcsClients.Limits;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.s3.ServedStore;
import dev.coldpress.s3.WireProxy;
import java.net.URI;
import java.time.Duration;

/** The store on Google Cloud Storage, with a server of it. */
final class ServedGcs implements ServedStore {

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), Duration.ofMillis(1));

    private final GcsServer server = GcsServer.start();

    @Override
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public WireProxy openWire() {
        return server.wire();
    }

    @Override
    public URI emptyRoot() {
        return server.emptyRoot();
    }

    @Override
    public ObjectStore open(URI root, URI endpoint) {
        return new GcsObjectStore(GcsRoot.parse(root), GcsClients.open(GcsOptions.at(endpoint), LIMITS));
    }

    /** Any whole object. */
    @Override
    public int copiedBytes() {
        return 10;
    }

    @Override
    public void close() {
        server.close();
    }
}
