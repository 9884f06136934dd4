package dev.coldpress.s3;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.ReadOutcome;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Looks at single objects: heads, reads and the versions of what was just written. */
final class S3Objects {

    private static final int COPY_BYTES = 64 << 10;

    private final S3Client client;
    private final S3Root root;

    S3Objects(S3Client client, S3Root root) {
        this.client = client;
        this.root = root;
    }

    static void requireRange(ObjectRef source, long offset, long length) {
        if (offset < 0 || length < 0 || offset > source.sizeBytes() - length) {
            throw new IllegalArgumentException("A range of " + length + " bytes at " + offset + " is not inside "
                    + source.key() + ", which has " + source.sizeBytes());
        }
    }

    Optional<S3Version> head(ObjectKey key) {
        try {
            HeadObjectResponse answer =
                    client.headObject(head -> head.bucket(root.bucket()).key(root.name(key)));
            return Optional.of(S3Version.of(answer.eTag(), answer.lastModified(), answer.contentLength()));
        } catch (SdkException e) {
            if (S3Faults.isNoObject(e)) {
                return Optional.empty();
            }
            throw S3Faults.translate("head", key, e);
        }
    }

    /**
     * The version of a write that has just been answered. The answer has the ETag alone, so this asks for the rest.
     *
     * @param eTag of the answer; null or empty if it has none
     * @throws StoreException if the store does not tell
     */
    ObjectVersion versionOf(ObjectKey key, @Nullable String eTag, long sizeBytes) {
        if (eTag == null || eTag.isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "write of " + key + ": the store's answer has no ETag");
        }
        return head(key)
                .filter(present -> present.hasETag(eTag))
                .orElse(S3Version.ofVanished(eTag, sizeBytes))
                .version();
    }

    Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        try {
            Optional<StoredObject> found = client.getObject(request(key).build(), whole(key, maxBytes));
            if (found.isEmpty()) {
                throw new StoreException(
                        StoreException.Kind.UNSUPPORTED,
                        "get of " + key + ": it has more than the " + maxBytes + " bytes allowed");
            }
            return found;
        } catch (SdkException e) {
            if (S3Faults.isNoObject(e)) {
                return Optional.empty();
            }
            throw S3Faults.translate("get", key, e);
        }
    }

    private GetObjectRequest.Builder request(ObjectKey key) {
        return GetObjectRequest.builder().bucket(root.bucket()).key(root.name(key));
    }

    /** Empty if the object is too large. */
    private static ResponseTransformer<GetObjectResponse, Optional<StoredObject>> whole(ObjectKey key, int maxBytes) {
        return (answer, body) -> {
            long sizeBytes = answer.contentLength();
            if (sizeBytes > maxBytes) {
                body.abort();
                return Optional.empty();
            }
            ByteBuffer into = ByteBuffer.allocate((int) sizeBytes);
            fill(into, body, key);
            S3Version version = S3Version.of(answer.eTag(), answer.lastModified(), sizeBytes);
            return Optional.of(new StoredObject(version.version(), into.array()));
        };
    }

    ReadOutcome read(ObjectRef source, long offset, ByteBuffer into) {
        requireRange(source, offset, into.remaining());
        Optional<S3Version> expected = S3Version.parse(source.version());
        if (expected.isEmpty() || !into.hasRemaining()) {
            // A range of nothing cannot be asked for.
            return compare(head(source.key()), source);
        }
        GetObjectRequest request = request(source.key())
                .ifMatch(expected.get().quotedETag())
                .range("bytes=" + offset + "-" + (offset + into.remaining() - 1))
                .build();
        try {
            return client.getObject(request, range(source, into));
        } catch (SdkException e) {
            if (S3Faults.isCondition(e)) {
                return ReadOutcome.OTHER_VERSION;
            }
            if (S3Faults.isNoObject(e)) {
                return ReadOutcome.NOT_FOUND;
            }
            throw S3Faults.translate("read", source.key(), e);
        }
    }

    private static ReadOutcome compare(Optional<S3Version> present, ObjectRef expected) {
        if (present.isEmpty()) {
            return ReadOutcome.NOT_FOUND;
        }
        return present.get().version().equals(expected.version()) ? ReadOutcome.READ : ReadOutcome.OTHER_VERSION;
    }

    /** Each attempt fills the buffer from the same position on. */
    private static ResponseTransformer<GetObjectResponse, ReadOutcome> range(ObjectRef source, ByteBuffer into) {
        int start = into.position();
        return (answer, body) -> {
            into.position(start);
            S3Version present = S3Version.of(answer.eTag(), answer.lastModified(), source.sizeBytes());
            if (!present.version().equals(source.version())) {
                body.abort();
                return ReadOutcome.OTHER_VERSION;
            }
            if (answer.contentLength() != into.remaining()) {
                body.abort();
                throw SdkClientException.create(
                        "asked for " + into.remaining() + " bytes, the store sends " + answer.contentLength());
            }
            fill(into, body, source.key());
            return ReadOutcome.READ;
        };
    }

    /** A body that breaks off is asked for again. */
    private static void fill(ByteBuffer into, AbortableInputStream body, ObjectKey key) {
        try {
            readFully(into, body);
        } catch (IOException e) {
            throw RetryableException.create("The content of " + key + " broke off: " + e.getMessage(), e);
        }
    }

    private static void readFully(ByteBuffer into, InputStream body) throws IOException {
        byte[] copied = into.hasArray() ? new byte[0] : new byte[Math.min(COPY_BYTES, into.remaining())];
        while (into.hasRemaining()) {
            int read = into.hasArray()
                    ? body.read(into.array(), into.arrayOffset() + into.position(), into.remaining())
                    : body.read(copied, 0, Math.min(copied.length, into.remaining()));
            if (read < 0) {
                throw new EOFException(into.remaining() + " bytes are missing");
            }
            if (into.hasArray()) {
                into.position(into.position() + read);
            } else {
                into.put(copied, 0, read);
            }
        }
    }
}
