package dev.coldpress.commit;

import dev.coldpress.plan.OutputNames;
import dev.coldpress.port.AbortResult;
import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StagedObject;
import dev.coldpress.port.StoreException;
import dev.coldpress.record.ControlObjects;
import dev.coldpress.record.DamagedRecordException;
import dev.coldpress.record.PartitionRecord.Done;
import dev.coldpress.record.PartitionRecord.Planned;
import dev.coldpress.record.RecordRegister;
import dev.coldpress.record.VersionedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what crashed processes left behind and no record names: staged uploads, which hold space that nobody
 * sees, notes of work that is done, the scratch objects of probes, and outputs that have been in the trash for long.
 * Aborting any upload at any time is safe for the data; waiting for a day only spares the work of those who are slow.
 * For one thread.
 */
public final class OrphanCleanup {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanCleanup.class);

    static final Duration UPLOADS_KEPT_FOR = Duration.ofDays(1);
    static final Duration NOTES_KEPT_FOR = Duration.ofDays(1);
    static final Duration TRASH_KEPT_FOR = Duration.ofDays(7);

    private final ObjectStore store;
    private final RecordRegister register;
    private final KeyPrefix controlPrefix;
    private final List<KeyPrefix> places;
    private final OpenNotes notes;
    private int cleared;

    /** @param base the directory in which the lake begins: other uploads of the store are not looked for */
    public OrphanCleanup(ObjectStore store, RecordRegister register, KeyPrefix controlPrefix, KeyPrefix base) {
        this.store = store;
        this.register = register;
        this.controlPrefix = controlPrefix;
        this.places = base.contains(controlPrefix) ? List.of(base) : List.of(base, controlPrefix);
        this.notes = new OpenNotes(store, controlPrefix);
    }

    /**
     * Clears away what is old. What the store does not let it do is logged, and left to a later run.
     *
     * @param now by the clock of this machine; it is compared with times of the store, to the day
     * @return how many uploads were aborted and objects deleted
     */
    public int cleanUp(Instant now) {
        cleared = 0;
        onItsOwn("Uploads", () -> abortStrayUploads(now.minus(UPLOADS_KEPT_FOR)));
        onItsOwn("Notes", () -> deleteOld(notes.directory(), now.minus(NOTES_KEPT_FOR), this::isOver));
        onItsOwn(
                "Scratch objects",
                () -> deleteOld(StoreProbe.directory(controlPrefix), now.minus(UPLOADS_KEPT_FOR), any -> true));
        onItsOwn(
                "Retracted outputs",
                () -> deleteOld(new Trash(store, controlPrefix).directory(), now.minus(TRASH_KEPT_FOR), any -> true));
        return cleared;
    }

    private static void onItsOwn(String what, Runnable work) {
        try {
            work.run();
        } catch (StoreException e) {
            LOG.warn("{} that were left behind could not all be cleared away: {}", what, e.getMessage());
        }
    }

    private void abortStrayUploads(Instant before) {
        List<StagedObject> old = new ArrayList<>();
        for (KeyPrefix place : places) {
            store.staged(place, upload -> {
                if (upload.lastActive().isBefore(before) && isOurs(upload.key())) {
                    old.add(upload);
                }
            });
        }
        for (StagedObject upload : old) {
            if (!isRecorded(upload)) {
                LOG.info("Aborting the upload of {} that was left in {}", upload.key(), upload.lastActive());
                AbortResult outcome = store.abort(upload.key(), upload.token());
                cleared += outcome == AbortResult.ANSWERED ? 1 : 0;
            }
        }
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
            Optional<VersionedRecord> held = register.read(upload.key().parent());
            return held.isPresent()
                    && held.get().record() instanceof Planned plan
                    && plan.groups().stream().anyMatch(group -> group.token().equals(upload.token()));
        } catch (DamagedRecordException e) {
            return true;
        }
    }

    /**
     * Whether no work is in progress in the partition of a note. A record that cannot be read counts as work in
     * progress.
     */
    private boolean isOver(ListedObject note) {
        try {
            return notes.partition(note.key())
                    .flatMap(register::read)
                    .map(held -> held.record() instanceof Done)
                    .orElse(true);
        } catch (DamagedRecordException e) {
            return false;
        }
    }

    private void deleteOld(KeyPrefix directory, Instant before, Predicate<ListedObject> isOver) {
        ControlObjects own = new ControlObjects(store, controlPrefix);
        List<ObjectRef> old = own.list(directory).stream()
                .filter(object -> object.lastModified().isBefore(before) && isOver.test(object))
                .map(ListedObject::ref)
                .toList();
        if (!old.isEmpty()) {
            LOG.info("Deleting {} old objects below {}", old.size(), directory);
            List<DeleteResult> results = own.delete(old);
            cleared += (int) results.stream().filter(DeleteResult::isAnswered).count();
            results.stream()
                    .filter(result -> !result.isAnswered())
                    .findFirst()
                    .ifPresent(result ->
                            LOG.warn("Not all objects below {} could be deleted: {}", directory, result.detail()));
        }
    }
}
