package dev.coldpress.acceptance.place;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.s3.Bucket;
import dev.coldpress.acceptance.s3.S3ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A bucket on a server of S3 in a process of its own; each {@link #clear} takes a new bucket. */
public final class S3Place implements LakePlace {

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final S3ServerProcess server;
    private final Path copy;
    private Bucket bucket;

    /**
     * An empty place.
     *
     * @param server is not closed with the place
     * @param folder for copies of the lake
     */
    public S3Place(S3ServerProcess server, Path folder) {
        this.server = server;
        this.copy = folder.resolve("readable");
        bucket = fresh(server.endpoint());
    }

    private static Bucket fresh(URI endpoint) {
        return Bucket.create(endpoint, "lake-" + BUCKETS.incrementAndGet());
    }

    @Override
    public List<String> runOptions(String directory) {
        return bucket.options(directory);
    }

    /** The same by way of another endpoint. */
    public List<String> runOptions(URI endpoint) {
        return bucket.options("", endpoint);
    }

    @Override
    public List<String> jvmOptions() {
        return S3ServerProcess.jvmOptions();
    }

    @Override
    public Duration longestPause() {
        return Duration.ofMillis(750);
    }

    @Override
    public Map<String, Long> visible() {
        return bucket.visible();
    }

    @Override
    public void add(String path, Path file) {
        bucket.put(path, file);
    }

    @Override
    public boolean has(String path) {
        return bucket.has(path);
    }

    @Override
    public void delete(String path) {
        bucket.delete(path);
    }

    @Override
    public Path readable() throws IOException {
        TemporaryFolder.delete(copy);
        bucket.download(Files.createDirectories(copy), Bucket::isVisible);
        return copy;
    }

    @Override
    public Path whole() throws IOException {
        TemporaryFolder.delete(copy);
        bucket.download(Files.createDirectories(copy), key -> true);
        return copy;
    }

    /** The bucket that it is now. */
    public Bucket bucket() {
        return bucket;
    }

    @Override
    public DirectorySnapshot snapshot() {
        return bucket.snapshot();
    }

    @Override
    public LakePlace another() throws IOException {
        return new S3Place(server, Files.createTempDirectory(copy.getParent(), "copy"));
    }

    @Override
    public void copyTo(LakePlace to, Predicate<String> which) {
        bucket.copyTo(((S3Place) to).bucket, which);
    }

    @Override
    public int leftovers() {
        return bucket.leftovers().size();
    }

    @Override
    public void age() throws IOException {
        server.age();
    }

    @Override
    public void clear() {
        bucket.close();
        bucket = fresh(server.endpoint());
    }

    @Override
    public void close() {
        bucket.close();
    }
}
