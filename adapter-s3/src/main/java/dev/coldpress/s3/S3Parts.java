package dev.coldpress.s3;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StoreException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The parts of one multipart upload that the store has, numbered from 1. */
final class S3Parts implements PartSender.Parts {

    private static final int MAX_PARTS = 10_000;

    private final S3Clients clients;
    private final S3Root root;
    private final ObjectKey key;
    private final String uploadId;
    private final boolean onCondition;
    /** By number; from several threads. */
    private final NavigableMap<Integer, CompletedPart> sent = new ConcurrentSkipListMap<>();

    private int numbers;

    /**
     * Begins an upload. Its checksums have to be named from the beginning to the end: Amazon declines a part with a
     * checksum of a kind that was not named when the upload began, and a completion that leaves out the checksum of a
     * part.
     *
     * @param onCondition whether the completion asks that the key is free: some stores answer that they know no
     *     conditions
     */
    static S3Parts begin(S3Clients clients, S3Root root, ObjectKey key, boolean onCondition) {
        CreateMultipartUploadRequest.Builder request =
                CreateMultipartUploadRequest.builder().bucket(root.bucket()).key(root.name(key));
        if (clients.checksums()) {
            request.checksumAlgorithm(ChecksumAlgorithm.CRC32);
        }
        String uploadId =
                clients.repeating().createMultipartUpload(request.build()).uploadId();
        return new S3Parts(clients, root, key, uploadId, onCondition);
    }

    private S3Parts(S3Clients clients, S3Root root, ObjectKey key, String uploadId, boolean onCondition) {
        this.clients = clients;
        this.root = root;
        this.key = key;
        this.uploadId = uploadId;
        this.onCondition = onCondition;
    }

    ObjectKey key() {
        return key;
    }

    String uploadId() {
        return uploadId;
    }

    boolean isEmpty() {
        return numbers == 0;
    }

    /**
     * Sends the bytes of a buffer with an array, and returns when the store has them. May be called while another part
     * is sent or copied.
     *
     * @param number from {@link #nextNumber}
     */
    @Override
    public void send(int number, ByteBuffer bytes) {
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(root.bucket())
                .key(root.name(key))
                .uploadId(uploadId)
                .partNumber(number);
        if (clients.checksums()) {
            request.checksumAlgorithm(ChecksumAlgorithm.CRC32);
        }
        // A stream for each attempt, over the caller's array: the SDK's own bodies copy it.
        RequestBody body = RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes.array(), bytes.arrayOffset(), bytes.remaining()),
                bytes.remaining(),
                "application/octet-stream");
        try {
            UploadPartResponse answer = clients.repeating().uploadPart(request.build(), body);
            add(number, answer.eTag(), answer.checksumCRC32());
        } catch (SdkException e) {
            throw S3Faults.translate("write", key, e);
        }
    }

    /** Lets the store append a range of another object, which has an ETag that is compared. */
    ReadResult copy(ObjectRef source, long offset, long length) {
        Optional<S3Version> expected = S3Version.parse(source.version());
        if (expected.isEmpty()) {
            return ReadResult.OTHER_VERSION;
        }
        int number = nextNumber();
        try {
            CopyPartResult answer = clients.repeating()
                    .uploadPartCopy(copy -> copy.destinationBucket(root.bucket())
                            .destinationKey(root.name(key))
                            .uploadId(uploadId)
                            .partNumber(number)
                            .sourceBucket(root.bucket())
                            .sourceKey(root.name(source.key()))
                            .copySourceIfMatch(expected.get().quotedETag())
                            .copySourceRange("bytes=" + offset + "-" + (offset + length - 1)))
                    .copyPartResult();
            add(number, answer.eTag(), answer.checksumCRC32());
            return ReadResult.READ;
        } catch (SdkException e) {
            if (S3Faults.isCondition(e)) {
                return ReadResult.OTHER_VERSION;
            }
            if (S3Faults.isNoObject(e)) {
                return ReadResult.NOT_FOUND;
            }
            throw S3Faults.translate("copyFrom", source.key() + " to " + key, e);
        }
    }

    /** For the thread that writes. */
    @Override
    public int nextNumber() {
        if (numbers == MAX_PARTS) {
            throw new StoreException(
                    StoreException.Kind.UNSUPPORTED,
                    "write of " + key + ": an object on S3 has at most " + MAX_PARTS + " parts");
        }
        numbers++;
        return numbers;
    }

    private void add(int number, String eTag, @Nullable String checksum) {
        sent.put(
                number,
                CompletedPart.builder()
                        .partNumber(number)
                        .eTag(eTag)
                        .checksumCRC32(clients.checksums() ? checksum : null)
                        .build());
    }

    /** Makes the object of the parts. */
    CompleteMultipartUploadResponse complete() {
        if (sent.size() != numbers) {
            throw new IllegalStateException(
                    key + " has " + numbers + " parts, and " + sent.size() + " of them were sent");
        }
        return clients.single()
                .completeMultipartUpload(complete -> complete.bucket(root.bucket())
                        .key(root.name(key))
                        .uploadId(uploadId)
                        .ifNoneMatch(onCondition ? "*" : null)
                        .multipartUpload(upload -> upload.parts(sent.values())));
    }
}
