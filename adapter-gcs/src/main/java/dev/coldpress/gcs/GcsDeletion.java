package dev.coldpress.gcs;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.StorageBatch;
import com.google.cloud.storage.StorageBatchResult;
import com.google.cloud.storage.StorageException;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects at their generations, up to {@value #BATCH} with one request. The service judges each generation,
 * atomically with the delete of that object. No old version of a versioned bucket is ever named.
 */
final class GcsDeletion {

    /** What the service takes at most. */
    private static final int BATCH = 100;

    private final Storage client;
    private final GcsRoot root;

    GcsDeletion(Storage client, GcsRoot root) {
        this.client = client;
        this.root = root;
    }

    List<DeleteResult> run(List<ObjectRef> wanted) {
        List<DeleteResult> results = new ArrayList<>(wanted.size());
        for (int from = 0; from < wanted.size(); from += BATCH) {
            results.addAll(batch(wanted.subList(from, Math.min(from + BATCH, wanted.size()))));
        }
        return results;
    }

    private List<DeleteResult> batch(List<ObjectRef> objects) {
        StorageBatch batch = client.batch();
        List<Asked> asked = objects.stream().map(object -> ask(batch, object)).toList();
        RuntimeException fault = null;
        if (asked.stream().anyMatch(one -> one.answer() != null)) {
            try {
                batch.submit();
            } catch (RuntimeException e) {
                // The vendor's client fails in several ways on an answer that it cannot take apart.
                fault = e;
            }
        }
        RuntimeException lost = fault;
        return asked.stream().map(one -> one.result(lost)).toList();
    }

    private Asked ask(StorageBatch batch, ObjectRef object) {
        OptionalLong generation = Generation.parse(object.version());
        if (generation.isEmpty() || GcsRoot.isReserved(object.key())) {
            return new Asked(object, null);
        }
        BlobId id = BlobId.of(root.bucket(), root.name(object.key()));
        return new Asked(object, batch.delete(id, BlobSourceOption.generationMatch(generation.getAsLong())));
    }

    /** @param answer null for an object that cannot be there, which is not asked for */
    private record Asked(ObjectRef object, @Nullable StorageBatchResult<Boolean> answer) {

        /** @param fault of the whole batch, which may have come after some answers; null if there was none */
        DeleteResult result(@Nullable RuntimeException fault) {
            if (answer == null) {
                return DeleteResult.OTHER_VERSION;
            }
            if (!answer.completed()) {
                return GcsFaults.deleteResult(object.key(), fault == null ? unanswered() : fault);
            }
            try {
                return answer.get() ? DeleteResult.DELETED : DeleteResult.NOT_FOUND;
            } catch (StorageException e) {
                return GcsFaults.deleteResult(object.key(), e);
            }
        }

        private StoreException unanswered() {
            return new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "delete of " + object.key() + ": the service's answer leaves it out");
        }
    }
}
