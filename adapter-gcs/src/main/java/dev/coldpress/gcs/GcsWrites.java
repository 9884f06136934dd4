package dev.coldpress.gcs;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteResult;
import java.util.OptionalLong;

/** Writes small objects whole, each with one request whose condition the service judges. */
final class GcsWrites {

    private final Storage single;
    private final GcsRoot root;

    GcsWrites(Storage single, GcsRoot root) {
        this.single = single;
        this.root = root;
    }

    WriteResult createIfAbsent(ObjectKey key, byte[] body) {
        return write("createIfAbsent", key, body, BlobTargetOption.doesNotExist());
    }

    WriteResult replace(ObjectKey key, byte[] body, ObjectVersion expected) {
        OptionalLong generation = Generation.parse(expected);
        if (generation.isEmpty()) {
            return new WriteResult.Conflict();
        }
        return write("replace", key, body, BlobTargetOption.generationMatch(generation.getAsLong()));
    }

    WriteResult put(ObjectKey key, byte[] body) {
        return write("put", key, body);
    }

    private WriteResult write(String operation, ObjectKey key, byte[] body, BlobTargetOption... condition) {
        requireFree(operation, key);
        BlobInfo object = BlobInfo.newBuilder(root.bucket(), root.name(key)).build();
        try {
            BlobInfo written = single.create(
                    object, body, BlobTargetOption.dedupe(condition, BlobTargetOption.disableGzipContent()));
            return new WriteResult.Written(Generation.version(Generation.of(written)));
        } catch (StorageException e) {
            return GcsFaults.writeResult(operation, key, e);
        } catch (StoreException e) {
            return new WriteResult.Unknown(e);
        }
    }

    static void requireFree(String operation, ObjectKey key) {
        if (GcsRoot.isReserved(key)) {
            throw new StoreException(
                    StoreException.Kind.UNSUPPORTED,
                    operation + " of " + key + ": keys below " + GcsRoot.RESERVED
                            + " are reserved for uploads that are not published yet");
        }
    }
}
