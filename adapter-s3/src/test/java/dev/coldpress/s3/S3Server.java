package dev.coldpress.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** A server of the S3 protocol on a port of 127.0.0.1. */
public final class S3Server implements AutoCloseable {

    static final String USER = "test";
    static final String SECRET = "testsecret";

    private final BlobStore blobs;
    private final S3Proxy server;
    private final AtomicInteger buckets = new AtomicInteger();

    private S3Server(BlobStore blobs, S3Proxy server) {
        this.blobs = blobs;
        this.server = server;
    }

    /** Starts a server that keeps its objects on the heap, and gives its credentials to this JVM's chain. */
    public static S3Server start() {
        return start(new AtomicBlobs(onHeap()));
    }

    /** The same as it comes, without what {@link AtomicBlobs} adds. */
    static S3Server startPlain() {
        return start(onHeap());
    }

    /** The same with its objects in an empty directory. */
    static S3Server startOnDisk(Path directory) {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", directory.toString());
        return start(new AtomicBlobs(BlobStores.create("filesystem-nio2", properties)));
    }

    private static BlobStore onHeap() {
        return BlobStores.create("transient-nio2", new Properties());
    }

    private static S3Server start(BlobStore blobs) {
        System.setProperty("aws.accessKeyId", USER);
        System.setProperty("aws.secretAccessKey", SECRET);
        S3Proxy server = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, USER, SECRET)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not start", e);
        }
        return new S3Server(blobs, server);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** The root of an empty lake in a bucket of its own. */
    public URI emptyRoot() {
        String bucket = "lake-" + buckets.incrementAndGet();
        blobs.createContainer(bucket);
        return URI.create("s3://" + bucket + "/some/prefix");
    }

    /** From now on, the bucket of a root keeps what is deleted or overwritten as old versions. */
    public void keepVersions(URI root) {
        blobs.putBucketVersioning(root.getHost(), BucketVersioningStatus.ENABLED);
    }

    /** From now on, all that is there now looks two days older than it is. */
    void age() {
        if (!(blobs instanceof AtomicBlobs atomic)) {
            throw new IllegalStateException("The plain server cannot age what it holds");
        }
        atomic.age();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not stop", e);
        }
    }
}
