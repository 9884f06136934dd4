package dev.coldpress.localfs;

import dev.coldpress.port.ObjectKey;
import dev.coldpress.port.ObjectVersion;

/**
 * Small objects whose present name this process has made durable. It need not do so again, since a version never comes
 * twice. For any number of threads.
 */
final class SyncedVersions {

    private final Recent<ObjectKey, ObjectVersion> byKey = new Recent<>();

    void add(ObjectKey key, ObjectVersion version) {
        byKey.put(key, version);
    }

    boolean has(ObjectKey key, ObjectVersion version) {
        return byKey.get(key).filter(version::equals).isPresent();
    }
}
