package dev.coldpress.s3;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.UploadToken;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Multipart uploads of any process: finds them and ends them. */
final class S3Uploads {

    private final S3Client client;
    private final S3Root root;

    S3Uploads(S3Client client, S3Root root) {
        this.client = client;
        this.root = root;
    }

    /** Aborts an upload once; true if nothing of it is left. */
    boolean abort(ObjectKey key, String uploadId) {
        try {
            client.abortMultipartUpload(
                    abort -> abort.bucket(root.bucket()).key(root.name(key)).uploadId(uploadId));
            return client.listParts(list ->
                            list.bucket(root.bucket()).key(root.name(key)).uploadId(uploadId))
                    .parts()
                    .isEmpty();
        } catch (SdkException e) {
            if (S3Faults.isNoUploadAnyMore(e)) {
                return true;
            }
            throw e;
        }
    }

    List<StagedObject> below(KeyPrefix prefix) {
        List<StagedObject> found = new ArrayList<>();
        client.listMultipartUploadsPaginator(list ->
                        list.bucket(root.bucket()).prefix(root.name(prefix)).encodingType(EncodingType.URL))
                .uploads()
                .forEach(upload -> root.key(upload.key()).ifPresent(key -> found.add(staged(key, upload))));
        return found;
    }

    private static StagedObject staged(ObjectKey key, MultipartUpload upload) {
        return new StagedObject(key, new UploadToken(upload.uploadId()), upload.initiated());
    }
}
