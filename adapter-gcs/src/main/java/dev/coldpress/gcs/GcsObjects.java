package dev.coldpress.gcs;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.StorageException;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at single objects: heads and reads. */
final class GcsObjects {

    /** How often a small object may be replaced by others while it is read. */
    private static final int MAX_CHANGES = 50;

    private final GcsClients clients;
    private final GcsRoot root;

    GcsObjects(GcsClients clients, GcsRoot root) {
        this.clients = clients;
        this.root = root;
    }

    static void requireRange(ObjectRef source, long offset, long length) {
        if (offset < 0 || length < 0 || offset > source.sizeBytes() - length) {
            throw new IllegalArgumentException("A range of " + length + " bytes at " + offset + " is not inside "
                    + source.key() + ", which has " + source.sizeBytes());
        }
    }

    private BlobId id(ObjectKey key) {
        return BlobId.of(root.bucket(), root.name(key));
    }

    Optional<ListedObject> head(ObjectKey key) {
        if (GcsRoot.isReserved(key)) {
            return Optional.empty();
        }
        try {
            Blob found = clients.repeating()
                    .get(id(key), BlobGetOption.fields(BlobField.GENERATION, BlobField.SIZE, BlobField.TIME_CREATED));
            return Optional.ofNullable(found).map(object -> Generation.listed(key, object));
        } catch (StorageException e) {
            throw GcsFaults.translate("head", key, e);
        }
    }

    /** With two requests: the client tells the generation of what it reads to nobody, so it is asked for before. */
    Optional<StoredObject> get(ObjectKey key, int maxBytes) {
        for (int changes = 0; changes <= MAX_CHANGES; changes++) {
            Optional<ObjectRef> present = head(key).map(ListedObject::ref);
            if (present.isEmpty()) {
                return Optional.empty();
            }
            ObjectRef object = present.get();
            requireSize(object, maxBytes);
            ByteBuffer body = ByteBuffer.allocate((int) object.sizeBytes());
            if (read(object, 0, body) == ReadResult.READ) {
                return Optional.of(new StoredObject(object.version(), body.array()));
            }
        }
        throw new StoreException(
                StoreException.Kind.UNAVAILABLE, "get of " + key + ": it is replaced faster than it can be read");
    }

    private static void requireSize(ObjectRef object, int maxBytes) {
        if (object.sizeBytes() > maxBytes) {
            throw new StoreException(
                    StoreException.Kind.UNSUPPORTED,
                    "get of " + object.key() + ": it has " + object.sizeBytes() + " bytes, more than the " + maxBytes
                            + " allowed");
        }
    }

    ReadResult read(ObjectRef source, long offset, ByteBuffer into) {
        requireRange(source, offset, into.remaining());
        OptionalLong expected = Generation.parse(source.version());
        if (expected.isEmpty() || !into.hasRemaining() || GcsRoot.isReserved(source.key())) {
            // A range of nothing cannot be asked for.
            return compare(source);
        }
        try {
            fill(id(source.key()), expected.getAsLong(), offset, into);
            return ReadResult.READ;
        } catch (IOException | StorageException e) {
            if (GcsFaults.isCondition(e)) {
                return ReadResult.OTHER_VERSION;
            }
            if (GcsFaults.isNoObject(e)) {
                return ReadResult.NOT_FOUND;
            }
            throw GcsFaults.translate("read", source.key(), e);
        }
    }

    /** Fills the buffer from one generation of any object of the bucket, as it is stored: gzip is not unpacked. */
    void fill(BlobId object, long generation, long offset, ByteBuffer into) throws IOException {
        int start = into.position();
        clients.again(() -> fillRest(object, generation, offset + into.position() - start, into));
    }

    private boolean fillRest(BlobId object, long generation, long offset, ByteBuffer into) throws IOException {
        try (ReadChannel content = clients.reading()
                .reader(
                        object,
                        BlobSourceOption.generationMatch(generation),
                        BlobSourceOption.shouldReturnRawInputStream(true))) {
            content.setChunkSize(0);
            content.seek(offset);
            content.limit(offset + into.remaining());
            fill(into, content);
        }
        return true;
    }

    /** Whether a reference is what is there now. */
    ReadResult compare(ObjectRef expected) {
        return compare(head(expected.key()), expected);
    }

    private static ReadResult compare(Optional<ListedObject> present, ObjectRef expected) {
        if (present.isEmpty()) {
            return ReadResult.NOT_FOUND;
        }
        return present.get().ref().version().equals(expected.version()) ? ReadResult.READ : ReadResult.OTHER_VERSION;
    }

    private static void fill(ByteBuffer into, ReadChannel content) throws IOException {
        while (into.hasRemaining()) {
            if (content.read(into) < 0) {
                throw new EOFException(into.remaining() + " bytes are missing");
            }
        }
    }
}
