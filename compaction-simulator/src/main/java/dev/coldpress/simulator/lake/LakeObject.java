package dev.coldpress.simulator.lake;

import dev.coldpress.port.ListedObject;
import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectRef;
import dev.coldpress.port.ObjectVersion;
import java.time.Instant;
import java.util.List;

/**
 * One write of one object.
 *
 * @param rows what a reader finds in it; empty for what is no visible data file
 * @param sameVersionBefore whether an earlier write of the key had this version, which only happens without unique
 *     versions
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody changes it
public record LakeObject(
        ObjectKey key,
        ObjectVersion version,
        byte[] body,
        Instant lastModified,
        List<String> rows,
        boolean sameVersionBefore) {

    public ObjectRef ref() {
        return new ObjectRef(key, version, body.length);
    }

    public ListedObject listed() {
        return new ListedObject(ref(), lastModified);
    }
}
