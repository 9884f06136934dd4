package dev.coldpress.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the server lacks of S3. It puts the check of a condition and the write under one lock, which the server itself
 * does not do for {@code If-Match}: of two writers that expect the same version both would win. It ends uploads for
 * good: the server would complete one that is being aborted. It looks while nobody writes: the server fails a listing
 * from which an object vanishes. It remembers when an upload began. And it lists in the order of UTF-8, where the
 * server has that of UTF-16.
 */
final class AtomicBlobs extends ForwardingBlobStore {

    private static final Duration AGE = Duration.ofDays(2);

    private final Object lock = new Object();
    private static final ThreadLocal<@Nullable Seen> LAST_SEEN = new ThreadLocal<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, Instant> begun = new ConcurrentHashMap<>();
    private volatile Instant agedAt = Instant.MIN;

    AtomicBlobs(BlobStore delegate) {
        super(delegate);
    }

    /** From now on, all that is there now looks two days older than it is. */
    void age() {
        agedAt = Instant.now();
    }

    private Instant aged(Instant time) {
        return time.isBefore(agedAt) ? time.minus(AGE) : time;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        byte[] whole = readFully(body);
        synchronized (lock) {
            requireMatch(request.bucket(), request.key(), request.ifMatch());
            return super.putBlob(request, new ByteArrayInputStream(whole));
        }
    }

    /** Outside of the lock: a slow sender must not hold up the others. */
    private static byte[] readFully(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        synchronized (lock) {
            HeadObjectResponse answer = super.blobMetadata(request);
            LAST_SEEN.set(new Seen(request.key(), answer.eTag()));
            return answer.toBuilder().lastModified(aged(answer.lastModified())).build();
        }
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        ResponseInputStream<GetObjectResponse> answer;
        synchronized (lock) {
            answer = super.getBlob(request);
        }
        GetObjectResponse head = answer.response();
        return new ResponseInputStream<>(
                head.toBuilder().lastModified(aged(head.lastModified())).build(), answer);
    }

    /**
     * For a delete on a condition the server looks at the object first, in the same thread, and then deletes it anyhow.
     */
    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        Seen seen = LAST_SEEN.get();
        LAST_SEEN.remove();
        synchronized (lock) {
            boolean isConditional = seen != null && seen.key().equals(request.key());
            if (isConditional && delegate().blobExists(request.bucket(), request.key())) {
                requireMatch(request.bucket(), request.key(), seen.eTag());
            }
            return super.removeBlob(request);
        }
    }

    private record Seen(String key, String eTag) {}

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        String after = Objects.requireNonNullElse(
                request.continuationToken(), Objects.requireNonNullElse(request.startAfter(), ""));
        int prefixLength = Objects.requireNonNullElse(request.prefix(), "").length();
        TreeMap<String, Optional<S3Object>> entries = new TreeMap<>(AtomicBlobs::compareUtf8);
        for (S3Object object : everything(request)) {
            String name = object.key();
            int slash = request.delimiter() == null ? -1 : name.indexOf('/', prefixLength);
            String entry = slash < 0 ? name : name.substring(0, slash + 1);
            if (compareUtf8(name, after) > 0 && !(slash >= 0 && entry.equals(after))) {
                entries.putIfAbsent(entry, slash < 0 ? Optional.of(aged(object)) : Optional.empty());
            }
        }
        List<Map.Entry<String, Optional<S3Object>>> page =
                entries.entrySet().stream().limit(request.maxKeys()).toList();
        boolean isTruncated = page.size() < entries.size();
        return ListObjectsV2Response.builder()
                .name(request.bucket())
                .prefix(request.prefix())
                .contents(page.stream()
                        .flatMap(entry -> entry.getValue().stream())
                        .toList())
                .commonPrefixes(page.stream()
                        .filter(entry -> entry.getValue().isEmpty())
                        .map(entry ->
                                CommonPrefix.builder().prefix(entry.getKey()).build())
                        .toList())
                .isTruncated(isTruncated)
                .nextContinuationToken(isTruncated ? page.get(page.size() - 1).getKey() : null)
                .build();
    }

    private S3Object aged(S3Object object) {
        return object.toBuilder().lastModified(aged(object.lastModified())).build();
    }

    private List<S3Object> everything(ListObjectsV2Request request) {
        List<S3Object> objects = new ArrayList<>();
        ListObjectsV2Request.Builder all = ListObjectsV2Request.builder()
                .bucket(request.bucket())
                .prefix(request.prefix())
                .maxKeys(1_000);
        ListObjectsV2Response answer;
        synchronized (lock) {
            do {
                answer = super.list(all.build());
                objects.addAll(answer.contents());
                all.continuationToken(answer.nextContinuationToken());
            } while (Boolean.TRUE.equals(answer.isTruncated()));
        }
        return objects;
    }

    private static int compareUtf8(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private void requireMatch(String bucket, String key, @Nullable String expected) {
        if (expected == null) {
            return;
        }
        HeadObjectResponse present = delegate().blobMetadataIfPresent(bucket, key);
        if (present == null || !present.eTag().replace("\"", "").equals(expected.replace("\"", ""))) {
            // With its name: for one object of a batch the server has no status to tell it by.
            throw S3Exception.builder()
                    .statusCode(412)
                    .awsErrorDetails(details("PreconditionFailed", "The object is another one"))
                    .build();
        }
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        MultipartUpload upload = super.initiateMultipartUpload(request);
        begun.put(upload.id(), Instant.now());
        return upload;
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String container) {
        List<software.amazon.awssdk.services.s3.model.MultipartUpload> uploads;
        synchronized (lock) {
            uploads = super.listMultipartUploads(container);
        }
        return uploads.stream()
                .map(upload -> upload.toBuilder()
                        .initiated(aged(begun.getOrDefault(upload.uploadId(), Instant.EPOCH)))
                        .build())
                .toList();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        synchronized (lock) {
            requireGoingOn(upload);
            CompleteMultipartUploadResponse answer = super.completeMultipartUpload(upload, request);
            ended.add(upload.id());
            return answer;
        }
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        synchronized (lock) {
            requireGoingOn(upload);
            super.abortMultipartUpload(upload);
            ended.add(upload.id());
        }
    }

    private void requireGoingOn(MultipartUpload upload) {
        if (ended.contains(upload.id())) {
            throw NoSuchUploadException.builder()
                    .statusCode(404)
                    .awsErrorDetails(details("NoSuchUpload", "The upload has ended"))
                    .build();
        }
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
    }
}
