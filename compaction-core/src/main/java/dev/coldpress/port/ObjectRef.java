package dev.coldpress.port;

/**
 * One write of one object: what reads and deletes are pinned to.
 *
 * @param sizeBytes zero or more
 */
public record ObjectRef(ObjectKey key, ObjectVersion version, long sizeBytes) {

    public ObjectRef {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("The size of " + key + " is negative: " + sizeBytes);
        }
    }

    // Written out because what Java makes for records takes long at its first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectRef that
                && sizeBytes == that.sizeBytes
                && key.equals(that.key)
                && version.equals(that.version);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + version.hashCode();
    }
}
