package dev.coldpress.gcs;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.Storage.MoveBlobRequest;
import com.google.cloud.storage.StorageException;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.UploadToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An object below the reserved prefix on its way to its key. It is empty from the beginning to the seal, which puts the
 * bytes into its place if it is still there: they are sent in chunks of {@value GcsClients#CHUNK_BYTES} bytes in a
 * resumable session, one of which is in memory and under way at a time. An upload that is nothing but the copy of
 * another object gets its bytes from the service. The publish moves it to its key, if the key is free and it is still
 * the object that was sealed.
 *
 * <p>So a deletion of the object by anybody ends the upload for good: of seal and deletion, and of publish and
 * deletion, the service lets one be first.
 */
final class GcsUpload implements StagedUpload {

    private static final int COPY_BYTES = 1 << 20;

    private enum State {
        OPEN,
        FAILED,
        CLOSED,
        SEALED
    }

    private final Storage client;
    private final GcsRoot root;
    private final GcsObjects objects;
    private final ObjectKey key;
    private final UploadToken token;
    private final BlobId staged;
    private State state = State.OPEN;
    private long sizeBytes;
    private @Nullable WriteChannel session;

    /** Of the empty object, and once it is sealed of the one with the bytes. */
    private long generation;

    /** @param generation of the empty object */
    GcsUpload(GcsClients clients, GcsRoot root, ObjectKey key, UploadToken token, long generation) {
        client = clients.repeating();
        this.root = root;
        this.key = key;
        this.token = token;
        this.generation = generation;
        objects = new GcsObjects(clients, root);
        staged = BlobId.of(root.bucket(), root.stagedName(key, token));
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public UploadToken token() {
        return token;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void write(ByteBuffer bytes) {
        requireOpen("write");
        int length = bytes.remaining();
        state = State.FAILED;
        try {
            append(bytes);
        } catch (IOException | StorageException e) {
            throw GcsFaults.translate("write", key, e);
        }
        state = State.OPEN;
        sizeBytes = Math.addExact(sizeBytes, length);
    }

    private void append(ByteBuffer bytes) throws IOException {
        WriteChannel channel = session();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Begun with the first byte, so that an upload that only waits for its turn holds no memory. */
    private WriteChannel session() throws IOException {
        if (session == null) {
            session = client.writer(BlobInfo.newBuilder(staged).build(), BlobWriteOption.generationMatch(generation));
            session.setChunkSize(GcsClients.CHUNK_BYTES);
            // What the service has copied is replaced by the session, which has to begin with it.
            appendOwn(session, sizeBytes);
        }
        return session;
    }

    private void appendOwn(WriteChannel channel, long length) throws IOException {
        byte[] copied = new byte[(int) Math.min(COPY_BYTES, length)];
        for (long done = 0; done < length; done += copied.length) {
            ByteBuffer next = ByteBuffer.wrap(copied, 0, (int) Math.min(copied.length, length - done));
            objects.fill(staged, generation, done, next);
            next.flip();
            while (next.hasRemaining()) {
                channel.write(next);
            }
        }
    }

    /**
     * A whole object that is the first to be appended is copied by the service. Ranges are read and written, since the
     * service copies whole objects only.
     */
    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        requireOpen("copyFrom");
        GcsObjects.requireRange(source, offset, length);
        state = State.FAILED;
        ReadResult outcome;
        try {
            outcome = length > 0 && length == source.sizeBytes() && sizeBytes == 0 && session == null
                    ? copyWhole(source)
                    : readAndWrite(source, offset, length);
        } catch (IOException | StorageException e) {
            throw GcsFaults.translate("copyFrom", source.key() + " to " + key, e);
        }
        if (outcome == ReadResult.READ) {
            state = State.OPEN;
            sizeBytes = Math.addExact(sizeBytes, length);
        }
        return outcome;
    }

    private ReadResult copyWhole(ObjectRef source) throws IOException {
        GcsCopy copy = new GcsCopy(client, root, objects, staged, generation);
        ReadResult outcome = copy.whole(source);
        generation = copy.generation();
        return copy.wasDeclined() ? readAndWrite(source, 0, source.sizeBytes()) : outcome;
    }

    private ReadResult readAndWrite(ObjectRef source, long offset, long length) throws IOException {
        ReadResult outcome = ReadResult.READ;
        byte[] copied = new byte[(int) Math.min(COPY_BYTES, length)];
        for (long done = 0; done < length && outcome == ReadResult.READ; done += copied.length) {
            ByteBuffer next = ByteBuffer.wrap(copied, 0, (int) Math.min(copied.length, length - done));
            outcome = objects.read(source, offset + done, next);
            if (outcome == ReadResult.READ) {
                append(next.flip());
            }
        }
        return outcome;
    }

    @Override
    public void seal() {
        requireOpen("seal");
        state = State.FAILED;
        try {
            // Without bytes the empty object is what is published.
            if (session != null && sizeBytes > 0) {
                session.close();
                generation = sealed();
            }
        } catch (IOException | StorageException e) {
            throw GcsFaults.translate("seal", key, e);
        }
        session = null;
        state = State.SEALED;
    }

    /**
     * The client keeps the generation of what it wrote to itself. Nobody else writes here, but a request for the empty
     * object that the client gave up, and repeated, may take effect as late as after an abort: so what is there must
     * have the bytes.
     */
    private long sealed() {
        Blob present = client.get(staged, BlobGetOption.fields(BlobField.GENERATION, BlobField.SIZE));
        if (present == null || Generation.size(present) != sizeBytes) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "seal of " + key + ": the upload was aborted");
        }
        return Generation.of(present);
    }

    private void requireOpen(String operation) {
        if (state != State.OPEN) {
            throw new IllegalStateException(operation + " of " + key + ": the upload is " + state + ", not open");
        }
    }

    @Override
    public PublishResult publish() {
        if (state != State.SEALED) {
            throw new IllegalStateException("publish of " + key + ": the upload is " + state + ", not sealed");
        }
        try {
            BlobInfo published = client.moveBlob(MoveBlobRequest.newBuilder()
                    .setSource(staged)
                    .setSourceOptions(BlobSourceOption.generationMatch(generation))
                    .setTarget(BlobId.of(root.bucket(), root.name(key)))
                    .setTargetOptions(BlobTargetOption.doesNotExist())
                    .build());
            Generation.require(published);
            return new PublishResult.Published();
        } catch (StorageException e) {
            return GcsFaults.publishResult(key, e);
        } catch (StoreException e) {
            return new PublishResult.Unknown(e);
        }
    }

    /** A session that was not ended is forgotten by the service after a week; nobody sees it until then. */
    @Override
    public void close() {
        session = null;
        if (state == State.OPEN) {
            state = State.CLOSED;
        }
    }
}
