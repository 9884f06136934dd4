package dev.coldpress.commit;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Written;
import java.util.Optional;

/**
 * The records of all partitions, one small object each under the control prefix, changed only by compare-and-set.
 *
 * <p>A store's client may retry by itself and then report a conflict with its own first try, and an answer may be lost.
 * So a conflict or an unknown answer is followed by a look: the record with the own nonce means won, the old one means try
 * again, any other means lost.
 */
public final class RecordRegister {

    static final String NAME = "record";

    /** 10,000 sources with names of 1,024 bytes fit; a larger record would be a bug. */
    static final int MAX_RECORD_BYTES = 16 << 20;

    private static final int ATTEMPTS = 5;

    private final ObjectStore store;
    private final KeyPrefix controlPrefix;

    public RecordRegister(ObjectStore store, KeyPrefix controlPrefix) {
        this.store = store;
        this.controlPrefix = controlPrefix;
    }

    /** A record and the version of the object that holds it. */
    public record Held(PartitionRecord record, ObjectVersion version) {}

    ObjectKey key(KeyPrefix partition) {
        return partition.under(controlPrefix).key(NAME);
    }

    /**
     * Reads the record of a partition.
     *
     * @return empty if the partition has no record yet
     * @throws DamagedRecordException if it cannot be understood
     */
    public Optional<Held> read(KeyPrefix partition) {
        return store.get(key(partition), MAX_RECORD_BYTES).map(object -> parse(partition, object));
    }

    private Held parse(KeyPrefix partition, StoredObject object) {
        try {
            return new Held(RecordParser.parse(partition, object.body()), object.version());
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException(key(partition), String.valueOf(e.getMessage()));
        }
    }

    /** Writes the first record of a partition, unless there is one. Whatever comes of it, the caller reads the record. */
    public void createIfAbsent(PartitionRecord.Done record) {
        // No look at the answer: a record that is there, whoever wrote it, is what the caller goes on with.
        store.createIfAbsent(key(record.partition()), RecordText.write(record));
    }

    /**
     * Replaces the record that the caller holds.
     *
     * @return what the caller now holds, or empty if another compactor was faster
     * @throws UnansweredException if the store does not tell; the write may still take effect
     */
    public Optional<Held> replace(Held held, PartitionRecord record) {
        byte[] body = RecordText.write(record);
        if (body.length > MAX_RECORD_BYTES) {
            throw new IllegalArgumentException("The record of " + record.partition() + " has " + body.length
                    + " bytes; at most " + MAX_RECORD_BYTES + " are allowed");
        }
        ObjectKey key = key(record.partition());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            WriteResult result = store.replace(key, body, held.version());
            if (result instanceof Written written) {
                return Optional.of(new Held(record, written.version()));
            }
            Optional<Held> now = read(record.partition());
            if (now.isPresent()
                    && now.get().record().stamp().nonce().equals(record.stamp().nonce())) {
                return now;
            }
            if (now.isEmpty() || !now.get().version().equals(held.version())) {
                return Optional.empty();
            }
        }
        throw new UnansweredException("The store does not answer whether it replaced the record " + key);
    }
}
