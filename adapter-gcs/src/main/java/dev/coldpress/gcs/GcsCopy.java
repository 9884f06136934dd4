package dev.coldpress.gcs;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.StorageException;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StoreException;
import java.util.OptionalLong;

/**
 * Lets the service put a copy of a whole object into the place of the empty object of an upload; no byte of it passes
 * the process. By a rewrite rather than a compose, which has no condition on the source's generation and wants the same
 * storage class. Within a bucket the service does it at once.
 */
final class GcsCopy {

    private final Storage client;
    private final GcsRoot root;
    private final GcsObjects objects;
    private final BlobId staged;
    private final long empty;
    private long generation;
    private boolean declined;

    /** @param empty the generation of the empty object */
    GcsCopy(Storage client, GcsRoot root, GcsObjects objects, BlobId staged, long empty) {
        this.client = client;
        this.root = root;
        this.objects = objects;
        this.staged = staged;
        this.empty = empty;
        generation = empty;
    }

    /** Of what stands for the upload now. */
    long generation() {
        return generation;
    }

    /** Whether the service does not do it, for a reason that is neither the source nor the upload. */
    boolean wasDeclined() {
        return declined;
    }

    /** @throws StorageException if the service does not answer */
    ReadResult whole(ObjectRef source) {
        OptionalLong expected = Generation.parse(source.version());
        if (expected.isEmpty() || GcsRoot.isReserved(source.key())) {
            return objects.compare(source);
        }
        try {
            return accepted(source, rewritten(source, expected.getAsLong()));
        } catch (StorageException e) {
            if (GcsFaults.isCondition(e) || GcsFaults.isNoObject(e)) {
                return afterRefusal(source, e);
            }
            declined = GcsFaults.hadNoEffect(e) && !GcsFaults.isTooBusy(e);
            if (declined) {
                return ReadResult.READ;
            }
            throw e;
        }
    }

    private Blob rewritten(ObjectRef source, long expected) {
        return client.copy(CopyRequest.newBuilder()
                        .setSource(BlobId.of(root.bucket(), root.name(source.key())))
                        .setSourceOptions(BlobSourceOption.generationMatch(expected))
                        .setTarget(staged, BlobTargetOption.generationMatch(empty))
                        .build())
                .getResult();
    }

    private ReadResult accepted(ObjectRef source, Blob copied) {
        generation = Generation.of(copied);
        return Generation.size(copied) == source.sizeBytes() ? ReadResult.READ : ReadResult.OTHER_VERSION;
    }

    /** Either the source or the upload is not what was expected; or the client has met its own first try. */
    private ReadResult afterRefusal(ObjectRef source, StorageException refusal) {
        Blob present = client.get(staged, BlobGetOption.fields(BlobField.GENERATION, BlobField.SIZE));
        if (present == null) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "copyFrom of " + source.key() + ": the upload was aborted",
                    refusal);
        }
        if (Generation.of(present) != empty) {
            // Nobody else writes here.
            return accepted(source, present);
        }
        ReadResult outcome = objects.compare(source);
        if (outcome == ReadResult.READ) {
            throw refusal;
        }
        return outcome;
    }
}
