package dev.coldpress.commit;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListPage;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Written;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes of the partitions in which a plan may be under way: {@code _compaction/_open/<partition>/<id>}, written before the
 * plan and removed after it is done. By them a later run finds what a crash left behind, also where its settings do not let
 * it look any more: before the look-back, excluded, or out of the layout. They are hints. What is done about a partition
 * depends on its record alone, and a note too many costs one read of it.
 */
public final class OpenNotes {

    private static final Logger LOG = LoggerFactory.getLogger(OpenNotes.class);

    private final ObjectStore store;
    private final KeyPrefix controlPrefix;

    public OpenNotes(ObjectStore store, KeyPrefix controlPrefix) {
        this.store = store;
        this.controlPrefix = controlPrefix;
    }

    /** The underscore keeps it apart from the records of a partition of that name. */
    private KeyPrefix directory() {
        return controlPrefix.child("_open");
    }

    private record Note(ObjectRef object, KeyPrefix partition, Instant since) {}

    /**
     * Notes that a plan is about to be written.
     *
     * @return what {@link #close} takes; empty if the store did not tell, and then the note stays until it is old
     * @throws StoreException if the store refuses it
     */
    public Optional<ObjectRef> open(KeyPrefix partition, UUID id) {
        ObjectKey key = partition.under(directory()).key(String.valueOf(id));
        byte[] body = "A compaction is or was under way.\n".getBytes(StandardCharsets.UTF_8);
        WriteResult result =
                store.capabilities().createIfAbsent() ? store.createIfAbsent(key, body) : store.put(key, body);
        return result instanceof Written written
                ? Optional.of(new ObjectRef(key, written.version(), body.length))
                : Optional.empty();
    }

    /** Removes a note. It is no fault if that fails. */
    public void close(ObjectRef note) {
        try {
            new ControlObjects(store, controlPrefix).delete(List.of(note));
        } catch (StoreException e) {
            LOG.debug("{} stays until it is old: {}", note.key(), e.getMessage());
        }
    }

    /**
     * The partitions of which there is a note, in the order of their paths.
     *
     * @throws StoreException if the store cannot be listed
     */
    public Set<KeyPrefix> partitions() {
        return notes().stream().map(Note::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Removes notes that are older than a time and of whose partition nothing is under way.
     *
     * @return how many
     */
    int closeOld(Instant before, RecordRegister register) {
        List<ObjectRef> old = new ArrayList<>();
        for (Note note : notes()) {
            if (note.since().isBefore(before) && isAtRest(note.partition(), register)) {
                old.add(note.object());
            }
        }
        new ControlObjects(store, controlPrefix).delete(old);
        return old.size();
    }

    private static boolean isAtRest(KeyPrefix partition, RecordRegister register) {
        try {
            return register.read(partition)
                    .map(held -> held.record() instanceof PartitionRecord.Done)
                    .orElse(true);
        } catch (DamagedRecordException e) {
            return false;
        }
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        ListRequest request = ListRequest.tree(directory());
        while (true) {
            ListPage page = store.list(request);
            for (ListedObject object : page.objects()) {
                String partition = object.key()
                        .parent()
                        .path()
                        .substring(directory().path().length());
                notes.add(new Note(object.ref(), KeyPrefix.of(partition), object.lastModified()));
            }
            String next = page.next();
            if (next == null) {
                return notes;
            }
            request = request.after(next);
        }
    }
}
