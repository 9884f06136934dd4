package dev.coldpress.localfs;

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

/** A hidden file on its way to become an object. Its token is the hidden name: the key tells the directory. */
final class LocalUpload implements StagedUpload {

    private enum State {
        OPEN,
        FAILED,
        CLOSED,
        SEALED
    }

    private final PinnedFiles pinnedFiles;
    private final StampClock clock;
    private final ObjectKey key;
    private final HiddenFile file;
    private final Recent<UploadToken, Boolean> published;
    private State state = State.OPEN;
    private @Nullable FileStamp sealed;
    private boolean mayBeLinked;

    /** @param published to add the token to when it is published, durably */
    LocalUpload(
            PinnedFiles pinnedFiles,
            StampClock clock,
            ObjectKey key,
            HiddenFile file,
            Recent<UploadToken, Boolean> published) {
        this.pinnedFiles = pinnedFiles;
        this.clock = clock;
        this.key = key;
        this.file = file;
        this.published = published;
    }

    @Override
    public ObjectKey key() {
        return key;
    }

    @Override
    public UploadToken token() {
        return new UploadToken(String.valueOf(file.path().getFileName()));
    }

    @Override
    public long sizeBytes() {
        return file.sizeBytes();
    }

    @Override
    public void write(ByteBuffer bytes) {
        requireOpen("write");
        state = State.FAILED;
        file.write(bytes);
        state = State.OPEN;
    }

    @Override
    public ReadResult copyFrom(ObjectRef source, long offset, long length) {
        requireOpen("copyFrom");
        PinnedFiles.requireRange(source, offset, length);
        state = State.FAILED;
        ReadResult outcome = copy(source, offset, length);
        if (outcome == ReadResult.READ) {
            state = State.OPEN;
        }
        return outcome;
    }

    private ReadResult copy(ObjectRef source, long offset, long length) {
        try {
            return pinnedFiles.use("copyFrom", source, channel -> file.append(channel, offset, length));
        } catch (IOException e) {
            throw FileErrors.translateWrite("copyFrom", source.key() + " to " + key, file.path(), e);
        }
    }

    @Override
    public void seal() {
        requireOpen("seal");
        state = State.FAILED;
        sealed = file.finish(clock.next());
        state = State.SEALED;
    }

    private void requireOpen(String operation) {
        if (state != State.OPEN) {
            throw new IllegalStateException(operation + " of " + key + ": the upload is " + state + ", not open");
        }
    }

    /**
     * The hidden name is the fence: link(2) finds it or not. Once the link was made, or may have been, none is made
     * again, so that an object that was deleted in between stays deleted.
     */
    @Override
    public PublishResult publish() {
        FileStamp stamp = sealed;
        if (stamp == null) {
            throw new IllegalStateException("publish of " + key + ": the upload is " + state + ", not sealed");
        }
        if (mayBeLinked) {
            return new PublishResult.Refused("an earlier publish of the upload of " + key + " succeeded, or may have");
        }
        mayBeLinked = true;
        PublishResult result = link(stamp);
        mayBeLinked = !(result instanceof PublishResult.Refused);
        return result;
    }

    private PublishResult link(FileStamp stamp) {
        try {
            return switch (file.link()) {
                case LINKED -> published(stamp);
                case TAKEN -> new PublishResult.Refused("the key " + key + " is taken");
                case GONE -> new PublishResult.Refused("the upload of " + key + " was aborted");
            };
        } catch (IOException e) {
            return new PublishResult.Unknown(FileErrors.translateWrite("publish", key, file.target(), e));
        } catch (StoreException e) {
            return new PublishResult.Unknown(e);
        }
    }

    private PublishResult published(FileStamp stamp) throws IOException {
        file.settled(stamp);
        Directories.syncParent(file.target());
        published.put(token(), true);
        return new PublishResult.Published();
    }

    @Override
    public void close() {
        file.release();
        if (state == State.OPEN) {
            state = State.CLOSED;
        }
    }
}
