package dev.coldpress.s3;

import dev.coldpress.port.ObjectStore;
import dev.coldpress.s3.S3Clients.Limits;
import java.net.URI;
import java.time.Duration;

/** The store on S3, with a server of it. */
final class ServedS3 implements ServedStore {

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofMillis(1));

    private final S3Server server = S3Server.start();

    @Override
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public WireProxy openWire() {
        return WireProxy.before(server.endpoint());
    }

    @Override
    public URI emptyRoot() {
        return server.emptyRoot();
    }

    @Override
    public ObjectStore open(URI root, URI endpoint) {
        S3Options options = S3Options.compatible(endpoint).withCapabilities(S3Options.AMAZON);
        return new S3ObjectStore(S3Root.parse(root), S3Clients.open(options, LIMITS), options.capabilities());
    }

    @Override
    public int copiedBytes() {
        return S3Upload.MIN_PART_BYTES;
    }

    @Override
    public void close() {
        server.close();
    }
}
