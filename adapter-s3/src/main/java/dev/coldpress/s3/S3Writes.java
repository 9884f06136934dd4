package dev.coldpress.s3;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteResult;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Writes small objects whole, each with one request whose condition the store judges. */
final class S3Writes {

    private final S3Client single;
    private final S3Root root;
    private final S3Objects objects;

    S3Writes(S3Client single, S3Root root, S3Objects objects) {
        this.single = single;
        this.root = root;
        this.objects = objects;
    }

    WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        return write("createIfAbsent", key, body, request -> request.ifNoneMatch("*"));
    }

    WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        Optional<S3Version> version = S3Version.parse(expected);
        if (version.isEmpty()) {
            return new WriteResult.Conflict();
        }
        return write(
                "replace", key, body, request -> request.ifMatch(version.get().quotedETag()));
    }

    WriteResult put(ObjectKey key, byte[] body) {
        return write("put", key, body, request -> {});
    }

    private WriteResult write(
            String operation, ObjectKey key, byte[] body, Consumer<PutObjectRequest.Builder> condition) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(root.bucket())
                .key(root.name(key))
                .applyMutation(condition)
                .build();
        try {
            String eTag = single.putObject(request, RequestBody.fromBytes(body)).eTag();
            return new WriteResult.Written(objects.versionOf(key, eTag, body.length));
        } catch (SdkException e) {
            // Where a version is expected, 404 says that there is no object that could have it.
            return S3Faults.isCondition(e) || (request.ifMatch() != null && S3Faults.isNoObject(e))
                    ? new WriteResult.Conflict()
                    : S3Faults.writeResult(operation, key, e);
        } catch (StoreException e) {
            return new WriteResult.Unknown(e);
        }
    }
}
