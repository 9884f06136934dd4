package dev.coldpress.commit;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Written;
import dev.coldpress.port.hook.PartitionCompacted;
import dev.coldpress.record.ControlObjects;
import dev.coldpress.record.UnansweredException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a hook has to be told: {@code _compaction/_compacted/<plan id>}, written when the sources of a plan are gone and
 * before its record says {@code done}, and removed once the hook was told. Whoever crashes in between leaves the record
 * as it was, and then the next compactor executes it again and writes the note; or leaves the note, and then a later
 * run tells it.
 */
public final class CompactedNotes {

    private static final Logger LOG = LoggerFactory.getLogger(CompactedNotes.class);

    private static final String FIRST_LINE = "coldpress-compacted 1";

    /** Lines before those with the outputs. */
    private static final int HEAD = 5;

    private static final int MAX_BYTES = 1 << 20;

    private final ObjectStore store;
    private final KeyPrefix controlPrefix;

    public CompactedNotes(ObjectStore store, KeyPrefix controlPrefix) {
        this.store = store;
        this.controlPrefix = controlPrefix;
    }

    /** The underscore keeps it apart from the records of a partition of that name. */
    private KeyPrefix directory() {
        return controlPrefix.child("_compacted");
    }

    private ObjectKey key(UUID id) {
        return directory().key(String.valueOf(id));
    }

    /**
     * Notes that a hook has to be told. Written again, it is the same note.
     *
     * @throws UnansweredException if the store does not tell whether it took it: the record must not say {@code done}
     *     then
     */
    public void write(PartitionCompacted event) {
        WriteResult result = store.put(key(event.id()), text(event), WriteCondition.NONE);
        if (!(result instanceof Written)) {
            throw new UnansweredException("The store does not answer whether it took the note " + key(event.id())
                    + " for the hook: " + result + ". A later run writes it");
        }
    }

    /** The hook was told. It is no fault if the note stays: it is told once more then. */
    public void remove(PartitionCompacted event) {
        try {
            store.head(key(event.id()))
                    .map(ListedObject::ref)
                    .ifPresent(note -> new ControlObjects(store, controlPrefix).delete(List.of(note)));
        } catch (StoreException e) {
            LOG.debug("The note {} stays: {}", key(event.id()), e.getMessage());
        }
    }

    /**
     * What is still to be told, in the order of the ids. A note that cannot be read is logged, and stays.
     *
     * @throws StoreException if the notes cannot be listed
     */
    public List<PartitionCompacted> pending() {
        List<PartitionCompacted> pending = new ArrayList<>();
        for (ListedObject note : new ControlObjects(store, controlPrefix).list(directory())) {
            try {
                store.get(note.key(), MAX_BYTES)
                        .flatMap(found -> parse(note.key(), new String(found.body(), StandardCharsets.UTF_8)))
                        .ifPresent(pending::add);
            } catch (StoreException e) {
                LOG.warn("The pending hook calls cannot be read: {}", e.getMessage());
            }
        }
        return pending;
    }

    /** No key has a line break. */
    private static byte[] text(PartitionCompacted event) {
        List<String> lines = new ArrayList<>(List.of(
                FIRST_LINE,
                event.partition().path(),
                String.valueOf(event.sourceFiles()),
                String.valueOf(event.rowCount()),
                String.valueOf(event.committedAt())));
        event.outputs().forEach(output -> lines.add(output.path()));
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<PartitionCompacted> parse(ObjectKey note, String text) {
        String[] lines = text.split("\n", -1);
        try {
            if (lines.length < HEAD + 2 || !lines[0].equals(FIRST_LINE) || !lines[lines.length - 1].isEmpty()) {
                throw new IllegalArgumentException("it is not of the form '" + FIRST_LINE + "'");
            }
            return Optional.of(new PartitionCompacted(
                    UUID.fromString(note.name()),
                    KeyPrefix.of(lines[1]),
                    Arrays.stream(lines, HEAD, lines.length - 1)
                            .map(ObjectKey::of)
                            .toList(),
                    Integer.parseInt(lines[2]),
                    Long.parseLong(lines[3]),
                    Instant.parse(lines[4])));
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.warn("The note {} for a hook is left alone: {}", note, e.getMessage());
            return Optional.empty();
        }
    }
}
