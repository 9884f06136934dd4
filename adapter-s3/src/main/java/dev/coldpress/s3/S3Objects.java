package dev.coldpress.s3;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Looks at single objects: heads, reads, and the versions of what was just written. */
final class S3Objects {

    private static final int COPY_BYTES = 64 << 10;
    private static final int PARTIAL_CONTENT = 206;

    /** The range of an answer, and the size of the object. */
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18}-\\d{1,18})/(\\d{1,18})");

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

    /**
     * Reads the first byte of an object rather than asking for its head: the answer to a HEAD has nothing behind it, so
     * that a length of 1234 that broke off as 12 would be taken for the length. Where a byte of the body came, all of
     * the head did.
     */
    Optional<S3Version> head(ObjectKey key) {
        return look(key, "bytes=0-0");
    }

    /** @param range of the bytes that are asked for; null for all */
    private Optional<S3Version> look(ObjectKey key, @Nullable String range) {
        try {
            return Optional.of(client.getObject(request(key).range(range).build(), version(key)));
        } catch (SdkException e) {
            if (S3Faults.isNoObject(e)) {
                return Optional.empty();
            }
            if (range != null && S3Faults.isNoRange(e)) {
                // It is empty. A length of 0 is not the beginning of another one.
                return look(key, null);
            }
            throw S3Faults.translate("head", key, e);
        }
    }

    private static ResponseTransformer<GetObjectResponse, S3Version> version(ObjectKey key) {
        return (answer, body) -> {
            long sizeBytes = Extent.of(answer).objectBytes();
            fill(ByteBuffer.allocate((int) Math.min(1, sizeBytes)), body, key);
            if (answer.contentLength() > 1) {
                body.abort();
            }
            return S3Version.of(answer.eTag(), answer.lastModified(), sizeBytes);
        };
    }

    /**
     * What an answer holds of an object.
     *
     * @param range as the request names it, such as {@code 0-99}
     * @param objectBytes the size of the whole object
     */
    private record Extent(String range, long objectBytes) {

        static Extent of(GetObjectResponse answer) {
            if (answer.sdkHttpResponse().statusCode() != PARTIAL_CONTENT) {
                return new Extent("0-" + (answer.contentLength() - 1), answer.contentLength());
            }
            Matcher header = CONTENT_RANGE.matcher(String.valueOf(answer.contentRange()));
            if (!header.matches()) {
                throw WholeAnswers.broken("its range is '" + answer.contentRange() + "'", null);
            }
            return new Extent(header.group(1), Long.parseLong(header.group(2)));
        }
    }

    /**
     * The version of a write that has just been answered. An ETag that has no quotation mark at its end may be a part of
     * the true one, and then this looks at the object.
     *
     * @param eTag of the answer
     * @throws StoreException if the store does not tell, or the object is another one already
     */
    ObjectVersion versionOf(ObjectKey key, String eTag, long sizeBytes) {
        if (!S3Version.isQuoted(eTag)
                && head(key).filter(found -> found.hasETag(eTag)).isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "write of " + key + ": the store answered with the ETag " + eTag + ", and no such object is there");
        }
        return S3Version.ofWrite(eTag, sizeBytes).version();
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

    ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
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
            return client.getObject(request, range(source, offset, into));
        } catch (SdkException e) {
            if (S3Faults.isCondition(e)) {
                return ReadResult.OTHER_VERSION;
            }
            if (S3Faults.isNoObject(e)) {
                return ReadResult.NOT_FOUND;
            }
            throw S3Faults.translate("read", source.key(), e);
        }
    }

    private static ReadResult compare(Optional<S3Version> present, ObjectRef expected) {
        if (present.isEmpty()) {
            return ReadResult.NOT_FOUND;
        }
        return present.get().version().equals(expected.version()) ? ReadResult.READ : ReadResult.OTHER_VERSION;
    }

    /** Each attempt fills the buffer from the same position on. */
    private static ResponseTransformer<GetObjectResponse, ReadResult> range(
            ObjectRef source, long offset, ByteBuffer into) {
        int start = into.position();
        return (answer, body) -> {
            into.position(start);
            Extent sent = Extent.of(answer);
            S3Version present = S3Version.of(answer.eTag(), answer.lastModified(), sent.objectBytes());
            if (!present.version().equals(source.version())) {
                fill(ByteBuffer.allocate(1), body, source.key());
                body.abort();
                return ReadResult.OTHER_VERSION;
            }
            String asked = offset + "-" + (offset + into.remaining() - 1);
            if (!sent.range().equals(asked) || answer.contentLength() != into.remaining()) {
                body.abort();
                throw WholeAnswers.broken("asked for the bytes " + asked + ", it has " + sent.range(), null);
            }
            fill(into, body, source.key());
            return ReadResult.READ;
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
