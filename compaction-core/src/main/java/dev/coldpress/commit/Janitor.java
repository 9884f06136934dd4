package dev.coldpress.commit;

import dev.coldpress.commit.PartitionRecord.Planned;
import dev.coldpress.commit.RecordRegister.Held;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what crashed processes left behind and no record names: staged uploads, which hold space that nobody sees, the
 * scratch objects of probes, notes of work that is done, and outputs that have been in the trash for long. Aborting any upload at any time is safe for
 * the data; waiting for a day only spares the work of those who are slow. For one thread.
 */
public final class Janitor {

    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);

    static final Duration UPLOADS_KEPT_FOR = Duration.ofDays(1);
    static final Duration NOTES_KEPT_FOR = Duration.ofDays(1);
    static final Duration TRASH_KEPT_FOR = Duration.ofDays(7);

    private final ObjectStore store;
    private final RecordRegister register;
    private final KeyPrefix controlPrefix;

    public Janitor(ObjectStore store, RecordRegister register, KeyPrefix controlPrefix) {
        this.store = store;
        this.register = register;
        this.controlPrefix = controlPrefix;
    }

    /**
     * Clears away what is old.
     *
     * @param now by the own clock; times are compared with the store's, to the day
     * @return how many uploads were aborted and objects deleted
     * @throws dev.coldpress.port.StoreException if the store cannot be listed
     */
    public int cleanUp(Instant now) {
        return abortStrayUploads(now.minus(UPLOADS_KEPT_FOR))
                + new OpenNotes(store, controlPrefix).closeOld(now.minus(NOTES_KEPT_FOR), register)
                + deleteOld(StoreProbe.directory(controlPrefix), now.minus(UPLOADS_KEPT_FOR))
                + deleteOld(new Trash(store, controlPrefix).directory(), now.minus(TRASH_KEPT_FOR));
    }

    private int abortStrayUploads(Instant before) {
        List<StagedObject> old = new ArrayList<>();
        store.staged(KeyPrefix.ROOT, upload -> {
            if (upload.lastActive().isBefore(before) && isOurs(upload.key())) {
                old.add(upload);
            }
        });
        int aborted = 0;
        for (StagedObject upload : old) {
            if (!isRecorded(upload)) {
                LOG.info("Aborting the upload of {} that was left in {}", upload.key(), upload.lastActive());
                store.abort(upload.key(), upload.token());
                aborted++;
            }
        }
        return aborted;
    }

    /** A bucket may hold the uploads of other programs. */
    private boolean isOurs(ObjectKey key) {
        return controlPrefix.contains(key) || OutputNames.isOutput(key);
    }

    /** What a plan names is for its resolver to end. A record that cannot be read may name it. */
    private boolean isRecorded(StagedObject upload) {
        if (controlPrefix.contains(upload.key())) {
            return false;
        }
        try {
            Optional<Held> held = register.read(upload.key().parent());
            return held.isPresent()
                    && held.get().record() instanceof Planned plan
                    && plan.groups().stream().anyMatch(group -> group.token().equals(upload.token()));
        } catch (DamagedRecordException e) {
            return true;
        }
    }

    private int deleteOld(KeyPrefix directory, Instant before) {
        List<ObjectRef> old = new ArrayList<>();
        ListRequest request = ListRequest.tree(directory);
        while (true) {
            ListPage page = store.list(request);
            page.objects().stream()
                    .filter(object -> object.lastModified().isBefore(before))
                    .map(ListedObject::ref)
                    .forEach(old::add);
            String next = page.next();
            if (next == null) {
                break;
            }
            request = request.after(next);
        }
        if (!old.isEmpty()) {
            LOG.info("Deleting {} old objects below {}", old.size(), directory);
            new ControlObjects(store, controlPrefix).delete(old);
        }
        return old.size();
    }
}
