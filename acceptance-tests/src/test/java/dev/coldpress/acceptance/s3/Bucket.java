package dev.coldpress.acceptance.s3;

import dev.coldpress.acceptance.lake.DirectorySnapshot;
import dev.coldpress.acceptance.lake.DirectorySnapshot.Entry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket with a lake in it, as a sink and a reader see it. */
public final class Bucket implements AutoCloseable {

    private final S3Client client;
    private final URI endpoint;
    private final String name;

    private Bucket(S3Client client, URI endpoint, String name) {
        this.client = client;
        this.endpoint = endpoint;
        this.name = name;
    }

    /** Makes a bucket on a server. */
    public static Bucket create(URI endpoint, String name) {
        S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3ServerProcess.USER, S3ServerProcess.SECRET)))
                .build();
        client.createBucket(create -> create.bucket(name));
        return new Bucket(client, endpoint, name);
    }

    /**
     * What names a lake in a directory of the bucket to the command; the directory's path is empty or ends with a
     * slash.
     */
    public List<String> options(String directory) {
        return options(directory, endpoint);
    }

    /** The same by way of another endpoint. */
    public List<String> options(String directory, URI way) {
        return List.of("--root=s3://" + name + "/" + directory, "--s3-endpoint=" + way);
    }

    public void put(String key, Path file) {
        client.putObject(put -> put.bucket(name).key(key), RequestBody.fromFile(file));
    }

    /** Whether there is an object. */
    public boolean has(String key) {
        return client.listObjectsV2(list -> list.bucket(name).prefix(key)).contents().stream()
                .anyMatch(object -> object.key().equals(key));
    }

    public void delete(String key) {
        client.deleteObject(delete -> delete.bucket(name).key(key));
    }

    /** Copies objects one after the other, by their keys; what goes away meanwhile is left out. */
    public void copyTo(Bucket other, Predicate<String> which) {
        for (String key : objects().map(S3Object::key).filter(which).toList()) {
            try {
                client.copyObject(copy -> copy.sourceBucket(name)
                        .sourceKey(key)
                        .destinationBucket(other.name)
                        .destinationKey(key));
            } catch (NoSuchKeyException e) {
                other.delete(key);
            }
        }
    }

    /** The sizes of what a reader takes for data, in bytes. */
    public Map<String, Long> visible() {
        Map<String, Long> sizes = new TreeMap<>();
        objects().filter(object -> isVisible(object.key())).forEach(object -> sizes.put(object.key(), object.size()));
        return sizes;
    }

    /** Whether a reader takes an object for data. */
    public static boolean isVisible(String key) {
        return key.endsWith(".parquet") && !("/" + key).contains("/.") && !("/" + key).contains("/_");
    }

    private Stream<S3Object> objects() {
        return client.listObjectsV2Paginator(list -> list.bucket(name)).contents().stream();
    }

    /** What the store says of an object. */
    public HeadObjectResponse head(String key) {
        return client.headObject(head -> head.bucket(name).key(key));
    }

    /** Copies objects into an empty directory. */
    public void download(Path directory, Predicate<String> which) throws IOException {
        for (String key : objects().map(S3Object::key).filter(which).toList()) {
            Path file = directory.resolve(key);
            Files.createDirectories(file.getParent());
            client.getObject(GetObjectRequest.builder().bucket(name).key(key).build(), file);
        }
    }

    /** The texts of the objects whose keys end so. */
    public List<String> texts(String keyEnd) {
        return objects()
                .map(S3Object::key)
                .filter(key -> key.endsWith(keyEnd))
                .map(key -> client.getObjectAsBytes(get -> get.bucket(name).key(key))
                        .asUtf8String())
                .toList();
    }

    /** What compactors began and did not end: multipart uploads, and the scratch objects of their probes. */
    public List<String> leftovers() {
        Stream<String> uploads = uploads().map(upload -> "upload of " + upload.key());
        Stream<String> scratch = objects().map(S3Object::key).filter(key -> key.contains("/_probe/"));
        return Stream.concat(uploads, scratch).toList();
    }

    private Stream<MultipartUpload> uploads() {
        return client.listMultipartUploadsPaginator(list -> list.bucket(name)).uploads().stream();
    }

    /** Every object, with the time of its write, and every upload that goes on. */
    public DirectorySnapshot snapshot() {
        Map<String, Entry> entries = new TreeMap<>();
        objects()
                .forEach(object ->
                        entries.put(object.key(), new Entry("", object.lastModified(), object.size(), object.eTag())));
        uploads().forEach(upload -> entries.put(upload.key(), new Entry(upload.uploadId(), Instant.EPOCH, 0, "")));
        return new DirectorySnapshot(entries);
    }

    @Override
    public void close() {
        client.close();
    }
}
