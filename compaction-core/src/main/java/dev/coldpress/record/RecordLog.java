package dev.coldpress.record;

import dev.coldpress.port.DeleteResult;
import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ListRequest;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoreException;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import dev.coldpress.port.WriteResult.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a store that can create a key but not replace one: numbered objects per partition, of which the newest is the
 * record. Its version is its number.
 *
 * <p>A record is replaced by creating the next number and then listing again. Only a compactor that finds its own
 * number to be the newest has won: a number that was collected meanwhile can be created once more by somebody who
 * slept. And only one that still finds the entry that it replaces: otherwise somebody has deleted the records, and the
 * number may have been taken before, or be taken by now.
 */
record RecordLog(ObjectStore store, KeyPrefix controlPrefix) implements RecordPlace {

    private static final Logger LOG = LoggerFactory.getLogger(RecordLog.class);

    /** So many digits hold every long, and sort as numbers do. */
    private static final Pattern ENTRY = Pattern.compile(NAME + "-\\d{20}");

    private static final int ATTEMPTS = 5;

    private KeyPrefix directory(KeyPrefix partition) {
        return RecordPlace.directory(controlPrefix, partition);
    }

    private ObjectKey entry(KeyPrefix partition, long number) {
        return directory(partition).key(String.format(Locale.ROOT, "%s-%020d", NAME, number));
    }

    private static long number(ObjectRef entry) {
        return Long.parseLong(entry.key().name().substring(NAME.length() + 1));
    }

    /** The entries, oldest first. */
    private List<ObjectRef> entries(KeyPrefix partition) {
        List<ObjectRef> entries = new ArrayList<>();
        store.listEach(ListRequest.level(directory(partition)), object -> {
            if (ENTRY.matcher(object.key().name()).matches()) {
                entries.add(object.ref());
            }
        });
        return entries;
    }

    @Override
    public Optional<StoredObject> read(KeyPrefix partition) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<ObjectRef> entries = entries(partition);
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            ObjectRef newest = entries.get(entries.size() - 1);
            // A number that was collected since the listing can have been created once more, by somebody who lost
            // and does not know it yet: what he wrote is no record.
            Optional<StoredObject> found = store.get(newest.key(), MAX_BYTES)
                    .filter(entry -> entry.version().equals(newest.version()));
            if (found.isPresent()) {
                ObjectVersion version = new ObjectVersion(String.valueOf(number(newest)));
                return Optional.of(new StoredObject(version, found.get().body()));
            }
            // It was replaced and collected between the two requests.
        }
        throw new StoreException(
                StoreException.Kind.UNAVAILABLE,
                "The record of " + partition + " changes faster than it can be read; a later run tries again");
    }

    @Override
    public Optional<ObjectVersion> create(KeyPrefix partition, byte[] body) {
        // The number may be free because it was collected.
        var unused = store.put(entry(partition, 1), body, WriteCondition.ABSENT);
        return Optional.empty();
    }

    @Override
    public WriteResult replace(KeyPrefix partition, byte[] body, VersionedRecord held) {
        long number = Long.parseLong(held.version().token()) + 1;
        WriteResult created = store.put(entry(partition, number), body, WriteCondition.ABSENT);
        if (!(created instanceof Written)) {
            return created;
        }
        List<ObjectRef> entries;
        try {
            entries = entries(partition);
            if (entries.isEmpty() || !isEntry(entries.get(entries.size() - 1), number, body)) {
                return new WriteResult.Conflict();
            }
        } catch (StoreException e) {
            return new WriteResult.Unknown(e);
        }
        if (entries.size() < 2 || number(entries.get(entries.size() - 2)) != number - 1) {
            withdraw(partition, entries.get(entries.size() - 1));
            return new WriteResult.Conflict();
        }
        collect(entries.subList(0, entries.size() - 1));
        return new Written(new ObjectVersion(String.valueOf(number)));
    }

    /** No two records have the same bytes, since each has a nonce. */
    private boolean isEntry(ObjectRef newest, long number, byte[] body) {
        return number(newest) == number
                && store.get(newest.key(), MAX_BYTES)
                        .filter(entry -> entry.version().equals(newest.version()) && Arrays.equals(entry.body(), body))
                        .isPresent();
    }

    /**
     * Takes a record back whose number was free only because somebody has deleted the records: compactors delete an entry
     * after the next one alone, so the one before the newest is always there. Another compactor may have decided otherwise
     * under the same number, and be about to act on it.
     */
    private void withdraw(KeyPrefix partition, ObjectRef entry) {
        List<DeleteResult> results = new ControlObjects(store, controlPrefix).delete(List.of(entry));
        if (!results.stream().allMatch(DeleteResult::isAnswered)) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "The record of " + partition + " was deleted while it was replaced; a later run goes on");
        }
    }

    /** What stays does no harm: the next replacement tries again. */
    private void collect(List<ObjectRef> older) {
        long gone = new ControlObjects(store, controlPrefix)
                .delete(older).stream().filter(DeleteResult::isAnswered).count();
        LOG.debug("Of {} older records {} are gone", older.size(), gone);
    }
}
