package dev.coldpress.record;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectStore;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.util.Optional;

/** One object per partition, exchanged by the store's own compare-and-set. */
record RecordObject(ObjectStore store, KeyPrefix controlPrefix) implements RecordPlace {

    ObjectKey key(KeyPrefix partition) {
        return RecordPlace.directory(controlPrefix, partition).key(NAME);
    }

    @Override
    public Optional<StoredObject> read(KeyPrefix partition) {
        return store.get(key(partition), MAX_BYTES);
    }

    @Override
    public Optional<ObjectVersion> create(KeyPrefix partition, byte[] body) {
        return RecordPlace.versionOf(store.put(key(partition), body, WriteCondition.ABSENT));
    }

    @Override
    public WriteResult replace(KeyPrefix partition, byte[] body, VersionedRecord held) {
        return store.put(key(partition), body, WriteCondition.at(held.version()));
    }
}
