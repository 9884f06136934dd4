package dev.coldpress.acceptance.crash;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.TemporaryFolder;
import dev.coldpress.acceptance.s3.Bucket;
import dev.coldpress.acceptance.s3.S3ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A bucket on a server of S3 in a process of its own; each {@link #clear} takes a new bucket. */
final class S3Place implements LakePlace {

    private final S3ServerProcess server;
    private final Path copy;
    private Bucket bucket;
    private int buckets = 1;

    /** @param folder for the log of the server and for copies of the lake */
    S3Place(Path folder) throws IOException {
        server = S3ServerProcess.start(folder.resolve("s3-server.log"));
        copy = folder.resolve("readable");
        bucket = Bucket.create(server.endpoint(), "lake-1");
    }

    @Override
    public List<String> runOptions() {
        return bucket.options();
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
    public Path readable() throws IOException {
        TemporaryFolder.delete(copy);
        bucket.download(Files.createDirectories(copy));
        return copy;
    }

    @Override
    public DirectorySnapshot snapshot() {
        return bucket.snapshot();
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
        buckets++;
        bucket = Bucket.create(server.endpoint(), "lake-" + buckets);
    }

    @Override
    public void close() {
        bucket.close();
        server.close();
    }
}
