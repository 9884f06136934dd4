package dev.coldpress.commit;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Written;
import dev.coldpress.record.ControlObjects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes of the partitions in which a plan may be in progress: {@code _compaction/_open/<id>} with the path of the
 * partition. {@link RunNotes} writes a note before the plan and removes it when the plan is done. So a later run finds
 * what a crash left behind, also in partitions that its settings leave out: before the look-back, excluded, or out of
 * the layout. Notes are hints. What a run does with a partition depends on its record alone, and an unneeded note costs
 * one read of the record. For several threads.
 */
public final class OpenNotes {

    private static final Logger LOG = LoggerFactory.getLogger(OpenNotes.class);

    private static final int MAX_BYTES = 4 << 10;

    /** A crash leaves as many notes that nobody needs, each of which costs later runs a read of a record for a day. */
    private static final int REMOVED_AT_ONCE = 64;

    private final ObjectStore store;
    private final KeyPrefix controlPrefix;
    private final List<ObjectRef> closed = new ArrayList<>();

    public OpenNotes(ObjectStore store, KeyPrefix controlPrefix) {
        this.store = store;
        this.controlPrefix = controlPrefix;
    }

    /** The underscore keeps it apart from the records of a partition of that name. */
    KeyPrefix directory() {
        return controlPrefix.child("_open");
    }

    /**
     * Notes that a plan is about to be written.
     *
     * @return what {@link #close} takes; empty if the store did not tell, and then the note stays until it is old
     * @throws StoreException if the store refuses it
     */
    public Optional<ObjectRef> open(KeyPrefix partition, UUID id) {
        ObjectKey key = directory().key(String.valueOf(id));
        byte[] body = partition.path().getBytes(StandardCharsets.UTF_8);
        WriteResult result = store.put(
                key, body, store.capabilities().createIfAbsent() ? WriteCondition.ABSENT : WriteCondition.NONE);
        return result instanceof Written written
                ? Optional.of(new ObjectRef(key, written.version(), body.length))
                : Optional.empty();
    }

    /** Says that notes are needed no more. They go with those of other partitions, at {@link #removeClosed} at last. */
    public void close(List<ObjectRef> notes) {
        List<ObjectRef> batch = List.of();
        synchronized (closed) {
            closed.addAll(notes);
            if (closed.size() >= REMOVED_AT_ONCE) {
                batch = takeClosed();
            }
        }
        remove(batch);
    }

    /** Removes all notes that are needed no more. It is no fault if that fails. */
    public void removeClosed() {
        List<ObjectRef> batch;
        synchronized (closed) {
            batch = takeClosed();
        }
        remove(batch);
    }

    private List<ObjectRef> takeClosed() {
        List<ObjectRef> batch = List.copyOf(closed);
        closed.clear();
        return batch;
    }

    private void remove(List<ObjectRef> notes) {
        try {
            var unused = new ControlObjects(store, controlPrefix).delete(notes);
        } catch (StoreException e) {
            LOG.debug("{} notes stay until they are old: {}", notes.size(), e.getMessage());
        }
    }

    /**
     * The partitions of which there is a note, in the order of their paths. A note that cannot be read keeps nobody
     * from work: it is logged, and read again by the next run.
     *
     * @throws StoreException if the notes cannot be listed
     */
    public Set<KeyPrefix> partitions() {
        Set<KeyPrefix> partitions = new TreeSet<>();
        for (ListedObject note : new ControlObjects(store, controlPrefix).list(directory())) {
            try {
                partition(note.key()).ifPresent(partitions::add);
            } catch (StoreException e) {
                LOG.warn("The list of partitions with unfinished work cannot be read: {}", e.getMessage());
            }
        }
        return partitions;
    }

    /** Empty if the note is gone meanwhile, or is none. */
    Optional<KeyPrefix> partition(ObjectKey note) {
        return store.get(note, MAX_BYTES).flatMap(found -> parse(new String(found.body(), StandardCharsets.UTF_8)));
    }

    private static Optional<KeyPrefix> parse(String path) {
        try {
            return Optional.of(KeyPrefix.of(path));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
