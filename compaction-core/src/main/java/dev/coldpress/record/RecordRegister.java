package dev.coldpress.record;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.Pause;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Conflict;
import dev.coldpress.port.WriteResult.Written;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records of all partitions, under the control prefix, changed only by compare-and-set.
 *
 * <p>A store's client may retry by itself and then report a conflict with its own first try, and an answer may be lost.
 * So a conflict or an unknown answer is followed by a look: the record with the own nonce means won, the old one means
 * try again, any other means lost.
 *
 * <p>For several threads, as long as each has partitions of its own.
 */
public final class RecordRegister {

    private static final int ATTEMPTS = 5;

    private final ObjectStore store;
    private final KeyPrefix controlPrefix;
    private final Pause pause;
    private final Optional<Duration> drain;
    private final RecordKeeping best;
    private volatile @Nullable RecordPlace settled;
    private volatile boolean begun;

    /**
     * A register of a store; touches nothing yet.
     *
     * @param drain if the user says that there is never more than one compactor: how long a request to the store can
     *     still take effect after its sender gave it up
     * @throws UnfitStoreException if the store cannot keep records
     */
    public RecordRegister(ObjectStore store, KeyPrefix controlPrefix, Pause pause, Optional<Duration> drain) {
        this.store = store;
        this.controlPrefix = controlPrefix;
        this.pause = pause;
        this.drain = drain;
        this.best = RecordKeeping.bestFor(store.capabilities(), drain.isPresent());
    }

    /**
     * Has to be called before the records of a run are read: learns how this lake keeps them and, where only the user's
     * word keeps compactors apart, waits for what a former process, or a write of its own that was cut off, may have
     * left under way.
     *
     * @throws UnfitStoreException if the store cannot keep records as this lake does
     */
    public void begin() {
        readFormat();
        if (!begun && place() instanceof SingleCompactorRecord) {
            InterruptibleSleep.sleep(pause, drain.orElseThrow(), "requests of an earlier process");
        }
        begun = true;
    }

    /** The first half of {@link #begin}, which is enough for whoever only looks. */
    public void readFormat() {
        if (settled == null) {
            format().read().ifPresent(this::settle);
        }
    }

    /** Whether no partition has a record, because nobody has compacted the lake yet. Takes one request. */
    public boolean isEmpty() {
        return store.list(new ListRequest(controlPrefix, false, null, 1))
                .objects()
                .isEmpty();
    }

    /** Writes down how the records of the lake are kept, if nobody has: before its first record. */
    public void settleFormat() {
        if (settled == null) {
            settle(format().settle(best));
        }
    }

    private ControlFormat format() {
        return new ControlFormat(store, controlPrefix);
    }

    private RecordPlace place() {
        RecordPlace place = settled;
        return place == null ? place(best) : place;
    }

    private void settle(RecordKeeping keeping) {
        boolean usable = keeping == RecordKeeping.SINGLE_COMPACTOR
                ? drain.isPresent()
                : keeping.isPossibleWith(store.capabilities());
        if (!usable) {
            throw new UnfitStoreException("The records of this lake are kept as '" + keeping.label() + "' ("
                    + controlPrefix.key("format") + "), and this compactor cannot keep them so on this store."
                    + " All compactors of a lake need the same abilities and the same singleCompactorDrain; to change"
                    + " the way, stop all of them, wait for an hour, and then delete that object.");
        }
        settled = place(keeping);
    }

    private RecordPlace place(RecordKeeping keeping) {
        RecordObject object = new RecordObject(store, controlPrefix);
        return switch (keeping) {
            case OBJECT -> object;
            case LOG -> new RecordLog(store, controlPrefix);
            case SINGLE_COMPACTOR -> new SingleCompactorRecord(object, pause, drain.orElseThrow());
        };
    }

    /**
     * Reads the record of a partition.
     *
     * @return empty if the partition has no record yet
     * @throws DamagedRecordException if it cannot be understood
     */
    public Optional<VersionedRecord> read(KeyPrefix partition) {
        return place().read(partition).map(object -> parse(partition, object));
    }

    private VersionedRecord parse(KeyPrefix partition, StoredObject object) {
        try {
            return new VersionedRecord(RecordParser.parse(partition, object.body()), object.version());
        } catch (IllegalArgumentException e) {
            throw new DamagedRecordException(
                    RecordPlace.directory(controlPrefix, partition).key(RecordPlace.NAME),
                    String.valueOf(e.getMessage()));
        }
    }

    /**
     * Writes the first record of a partition, unless there is one.
     *
     * @return what the caller now holds; empty if it is not certain that the record was written, and then the caller
     *     reads it: whoever wrote the record that is there, it is what the caller goes on with
     */
    public Optional<VersionedRecord> createIfAbsent(PartitionRecord.Done record) {
        settleFormat();
        return write(() -> place().create(record.partition(), RecordText.write(record)))
                .map(version -> new VersionedRecord(record, version));
    }

    /** A write whose answer was not waited for may take effect later still: the next run has to wait for it again. */
    private <T> T write(Supplier<T> request) {
        try {
            return request.get();
        } catch (UnansweredException | Error e) {
            begun = false;
            throw e;
        }
    }

    /**
     * Replaces the record that the caller holds.
     *
     * @return what the caller now holds; empty if another compactor was faster, or if the record is the same and its
     *     version is not, as after a chmod: then the caller reads it
     * @throws UnansweredException if the store does not tell; the write may still take effect
     */
    public Optional<VersionedRecord> replace(VersionedRecord held, PartitionRecord record) {
        byte[] body = RecordText.write(record);
        if (body.length > RecordPlace.MAX_BYTES) {
            throw new IllegalArgumentException("The record of " + record.partition() + " has " + body.length
                    + " bytes; at most " + RecordPlace.MAX_BYTES + " are allowed");
        }
        boolean isRefused = true;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            WriteResult result = write(() -> place().replace(record.partition(), body, held));
            if (result instanceof Written written) {
                return Optional.of(new VersionedRecord(record, written.version()));
            }
            isRefused &= result instanceof Conflict;
            Optional<VersionedRecord> now = read(record.partition());
            if (now.isPresent() && now.get().record().isSameWrite(record)) {
                return now;
            }
            if (now.isEmpty() || !now.get().record().isSameWrite(held.record())) {
                return Optional.empty();
            }
        }
        if (isRefused) {
            return Optional.empty();
        }
        throw new UnansweredException(
                "The store does not answer whether it replaced the record of " + record.partition());
    }
}
