package dev.coldpress.record;

import dev.coldpress.port.KeyPrefix;
import dev.coldpress.port.ObjectVersion;
import dev.coldpress.port.Pause;
import dev.coldpress.port.StoredObject;
import dev.coldpress.port.WriteCondition;
import dev.coldpress.port.WriteResult;
import java.time.Duration;
import java.util.Optional;

/**
 * For a store without any conditional write, and a user who says that only one compactor is ever at work: the same
 * object, written plainly. What is left to fear is an older request of the same compactor that is still under way; so
 * after a start ({@link RecordRegister#begin}), and after each answer that was lost, it waits until none can be.
 *
 * @param drain how long a request can still take effect after its sender gave it up
 */
record SingleCompactorRecord(RecordObject object, Pause pause, Duration drain) implements RecordPlace {

    @Override
    public Optional<StoredObject> read(KeyPrefix partition) {
        return object.read(partition);
    }

    @Override
    public Optional<ObjectVersion> create(KeyPrefix partition, byte[] body) {
        return RecordPlace.versionOf(write(partition, body));
    }

    @Override
    public WriteResult replace(KeyPrefix partition, byte[] body, VersionedRecord held) {
        return read(partition).filter(newest -> isSame(partition, newest, held)).isPresent()
                ? write(partition, body)
                : new WriteResult.Conflict();
    }

    private static boolean isSame(KeyPrefix partition, StoredObject found, VersionedRecord held) {
        try {
            return RecordParser.parse(partition, found.body()).isSameWrite(held.record());
        } catch (IllegalArgumentException e) {
            // It cannot be understood, which whoever reads it next is told.
            return false;
        }
    }

    private WriteResult write(KeyPrefix partition, byte[] body) {
        WriteResult result = object.store().put(object.key(partition), body, WriteCondition.NONE);
        if (result instanceof WriteResult.Unknown) {
            InterruptibleSleep.sleep(pause, drain, "the write of the record of " + partition);
        }
        return result;
    }
}
