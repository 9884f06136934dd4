package dev.coldpress.gcs;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.UploadToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Staged uploads of any process: begins them, finds them and ends them. */
final class GcsUploads {

    private final Storage client;
    private final GcsRoot root;

    GcsUploads(Storage client, GcsRoot root) {
        this.client = client;
        this.root = root;
    }

    private BlobId id(ObjectKey key, UploadToken token) {
        return BlobId.of(root.bucket(), root.stagedName(key, token));
    }

    /** Makes the empty object that stands for an upload before its bytes, and returns its generation. */
    long begin(ObjectKey key, UploadToken token) {
        BlobId id = id(key, token);
        try {
            BlobInfo begun = client.create(
                    BlobInfo.newBuilder(id).build(),
                    BlobTargetOption.doesNotExist(),
                    BlobTargetOption.disableGzipContent());
            return Generation.of(begun);
        } catch (StorageException e) {
            if (!GcsFaults.isCondition(e)) {
                throw e;
            }
            // Nobody else knows the name: the client has met its own first try, whose answer was lost.
            return present(id).orElseThrow(() -> e);
        }
    }

    private Optional<Long> present(BlobId id) {
        return Optional.ofNullable(client.get(id, BlobGetOption.fields(BlobField.GENERATION)))
                .map(Generation::of);
    }

    /**
     * Deletes what stands for an upload now; true if its bytes do not stand anywhere any more, and never will: they are
     * only ever written over the empty object of one generation, and are only ever moved from where they were written.
     * A late request can make another empty object, of a generation that no upload knows; the orphan clean-up takes it.
     */
    boolean abort(ObjectKey key, UploadToken token) {
        BlobId id = id(key, token);
        Optional<Long> generation = present(id);
        if (generation.isEmpty()) {
            return true;
        }
        try {
            client.delete(id, BlobSourceOption.generationMatch(generation.get()));
            return true;
        } catch (StorageException e) {
            if (GcsFaults.isCondition(e)) {
                // The bytes have just replaced the empty object.
                return false;
            }
            throw e;
        }
    }

    List<StagedObject> below(KeyPrefix prefix) {
        List<StagedObject> found = new ArrayList<>();
        for (Blob object : client.list(
                        root.bucket(),
                        BlobListOption.prefix(root.stagedPrefix(prefix)),
                        BlobListOption.fields(BlobField.NAME, BlobField.TIME_CREATED))
                .iterateAll()) {
            root.staged(object.getName())
                    .map(name -> new StagedObject(name.key(), name.token(), Generation.created(object)))
                    .ifPresent(found::add);
        }
        return found;
    }

    static void requireToken(ObjectKey key, UploadToken token) {
        if (!GcsRoot.isToken(token)) {
            throw new StoreException(
                    StoreException.Kind.UNSUPPORTED, "abort of " + key + ": '" + token + "' is no token of this store");
        }
    }
}
