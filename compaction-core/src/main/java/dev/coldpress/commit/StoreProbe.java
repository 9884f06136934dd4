package dev.coldpress.commit;

import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.IdSource;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreCapabilities;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Conflict;
import dev.coldpress.port.WriteResult.Unknown;
import dev.coldpress.port.WriteResult.Written;
import dev.coldpress.record.ControlObjects;
import dev.coldpress.record.UnfitStoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Tries what a store's adapter declares, on scratch keys under the control prefix: some S3-compatible stores take a
 * condition and ignore it, and there rows would be lost without a word. It cannot prove that a store keeps its
 * conditions in a race; it finds those that do not know them.
 */
public final class StoreProbe {

    /** More than anything that a probe writes. */
    private static final int MAX_BYTES = 1_000;

    private final ObjectStore store;
    private final ControlObjects own;
    private final KeyPrefix scratch;

    private StoreProbe(ObjectStore store, ControlObjects own, KeyPrefix scratch) {
        this.store = store;
        this.own = own;
        this.scratch = scratch;
    }

    static KeyPrefix directory(KeyPrefix controlPrefix) {
        return controlPrefix.child("_probe");
    }

    /**
     * Tries everything that the store declares and the protocol uses. An adapter that looks at an object before it
     * sends the condition of its delete is not tried in that.
     *
     * @throws UnfitStoreException if the store does not do what is declared
     * @throws StoreException if it does not answer
     */
    public static void run(ObjectStore store, KeyPrefix controlPrefix, IdSource ids) {
        KeyPrefix scratch = directory(controlPrefix).child(String.valueOf(ids.next()));
        StoreProbe probe = new StoreProbe(store, new ControlObjects(store, controlPrefix), scratch);
        probe.writesAndDeletes();
        probe.abortedUpload();
        probe.publishedUpload();
    }

    private void writesAndDeletes() {
        ObjectKey key = scratch.key("object");
        StoreCapabilities can = store.capabilities();
        ObjectRef first = written(key, "first");
        if (can.createIfAbsent()) {
            requireConflict(
                    "create an object only where none is",
                    store.put(key, body("refused, if all is well"), WriteCondition.ABSENT));
        }
        ObjectRef second = can.replaceIfVersion() ? replaced(first) : deletedAndWritten(first);
        if (can.deleteIfVersion()) {
            requireRefusedDelete(first);
        }
        requireDeleted(second);
    }

    private ObjectRef written(ObjectKey key, String text) {
        byte[] body = body(text);
        boolean conditional = store.capabilities().createIfAbsent();
        WriteResult result = store.put(key, body, conditional ? WriteCondition.ABSENT : WriteCondition.NONE);
        return written(key, body, afterLook(key, body, result));
    }

    /**
     * What became of a write. A client that retries by itself may report a conflict with its own first try, so a
     * conflict is followed by a look: nobody else knows the key, and each write has a content of its own.
     */
    private WriteResult afterLook(ObjectKey key, byte[] body, WriteResult result) {
        if (!(result instanceof Conflict)) {
            return result;
        }
        return store.get(key, MAX_BYTES)
                .filter(present -> Arrays.equals(present.body(), body))
                .<WriteResult>map(present -> new Written(present.version()))
                .orElse(result);
    }

    private ObjectRef replaced(ObjectRef first) {
        byte[] body = body("second, longer");
        WriteResult result =
                afterLook(first.key(), body, store.put(first.key(), body, WriteCondition.at(first.version())));
        require(!(result instanceof Conflict), "replace the expected version of an object", result);
        ObjectRef second = written(first.key(), body, result);
        requireConflict(
                "replace only the expected version of an object",
                store.put(first.key(), body("refused, if all is well"), WriteCondition.at(first.version())));
        return second;
    }

    /** Another write of the same key, where a store cannot replace. */
    private ObjectRef deletedAndWritten(ObjectRef first) {
        requireDeleted(first);
        return written(first.key(), "second, longer");
    }

    private void requireRefusedDelete(ObjectRef outdated) {
        DeleteResult result = own.delete(List.of(outdated)).get(0);
        requireAnswer(result);
        require(
                result.outcome() == DeleteResult.Outcome.OTHER_VERSION
                        && store.head(outdated.key()).isPresent(),
                "delete only the expected version of an object",
                result);
    }

    private void requireDeleted(ObjectRef object) {
        DeleteResult result = own.delete(List.of(object)).get(0);
        requireAnswer(result);
        require(store.head(object.key()).isEmpty(), "delete an object", result);
    }

    private void abortedUpload() {
        try (StagedUpload upload = store.stage(scratch.key("upload"))) {
            try {
                upload.write(ByteBuffer.wrap(body("upload")));
                upload.seal();
            } finally {
                requireAborted(upload);
            }
            PublishResult result = upload.publish();
            List<ObjectRef> appeared =
                    store.head(upload.key()).map(ListedObject::ref).stream().toList();
            own.delete(appeared);
            require(
                    appeared.isEmpty() && !(result instanceof PublishResult.Published),
                    "never publish an upload that was aborted",
                    result);
        }
    }

    /** A store that declines to publish would let whole merges be written in vain. */
    private void publishedUpload() {
        try (StagedUpload upload = store.stage(scratch.key("published"))) {
            upload.write(ByteBuffer.wrap(body("published")));
            upload.seal();
            PublishResult result = upload.publish();
            requireAborted(upload);
            List<ObjectRef> appeared =
                    store.head(upload.key()).map(ListedObject::ref).stream().toList();
            own.delete(appeared);
            if (appeared.isEmpty()) {
                throw unanswered("publish of " + upload.key() + ": " + result);
            }
        }
    }

    private void requireAborted(StagedUpload upload) {
        if (store.abort(upload.key(), upload.token()) != AbortResult.ANSWERED) {
            throw unanswered("abort of " + upload.key());
        }
    }

    private static byte[] body(String text) {
        return ("coldpress probe: " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectRef written(ObjectKey key, byte[] body, WriteResult result) {
        if (result instanceof Written written) {
            return new ObjectRef(key, written.version(), body.length);
        }
        throw unanswered("write of " + key + ": " + result);
    }

    private static void requireConflict(String ability, WriteResult result) {
        if (result instanceof Unknown) {
            throw unanswered(String.valueOf(result));
        }
        require(result instanceof Conflict, ability, result);
    }

    private static void requireAnswer(DeleteResult result) {
        if (result.outcome() == DeleteResult.Outcome.DENIED) {
            throw new StoreException(
                    StoreException.Kind.DENIED,
                    "The store refuses to delete (" + result.detail() + "). Compaction without the permission to delete"
                            + " would leave every row there twice; grant it.");
        }
        if (!result.isAnswered()) {
            throw unanswered(String.valueOf(result));
        }
    }

    private static void require(boolean holds, String ability, Object answer) {
        if (!holds) {
            throw new UnfitStoreException("The store's adapter declares that it can " + ability
                    + ", and when it was tried the store answered " + answer
                    + ". Nothing was compacted. If the store is"
                    + " known to lack this, declare that to its adapter, or use another store.");
        }
    }

    private static StoreException unanswered(String what) {
        return new StoreException(StoreException.Kind.UNAVAILABLE, "The store's abilities could not be tried: " + what);
    }
}
