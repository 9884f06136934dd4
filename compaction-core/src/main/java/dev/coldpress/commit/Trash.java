package dev.coldpress.commit;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.PublishResult;
import dev.coldpress.port.ReadResult;
import dev.coldpress.port.StagedUpload;
import dev.coldpress.port.StoreException;

/**
 * Where retracted outputs go for some days. Retracting is right by the records; but if somebody restored an old record
 * from a backup while the data were not, the output that it retracts holds the only copy of its rows.
 */
record Trash(ObjectStore store, KeyPrefix controlPrefix) {

    /** The underscore keeps it apart from the records of a partition of that name. */
    KeyPrefix directory() {
        return controlPrefix.child("_trash");
    }

    private ObjectKey place(ObjectKey output) {
        // Not by the name of a data file: some readers look for those below every directory.
        return output.parent().under(directory()).key(output.name() + ".retracted");
    }

    /**
     * Copies an output, unless its copy is there already or the output is gone.
     *
     * @throws StoreException if there is no copy now; the output must not be deleted then
     */
    void keepCopy(ObjectRef output) {
        ObjectKey copy = place(output.key());
        if (store.head(copy).isPresent()) {
            return;
        }
        try (StagedUpload upload = store.stage(copy)) {
            boolean kept = false;
            try {
                kept = copy(output, upload);
            } finally {
                if (!kept) {
                    // Whatever the answer: it is nothing but space, and the orphan clean-up comes by.
                    store.abort(copy, upload.token());
                }
            }
        }
    }

    /** False if the output is gone, and there is nothing to keep. */
    private boolean copy(ObjectRef output, StagedUpload upload) {
        if (upload.copyFrom(output, 0, output.sizeBytes()) != ReadResult.READ) {
            return false;
        }
        upload.seal();
        PublishResult result = upload.publish();
        if (!(result instanceof PublishResult.Published)
                && store.head(upload.key()).isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "The retracted " + output.key() + " could not be copied to " + upload.key() + ", so it stays: "
                            + result);
        }
        return true;
    }
}
